-- The last poll that read everything: when it began, and after which label; and when such a poll was last begun.
ALTER TABLE source ADD COLUMN reconciled_at INTEGER;
ALTER TABLE source ADD COLUMN reconciled_from INTEGER;
ALTER TABLE source ADD COLUMN reconcile_tried_at INTEGER;
