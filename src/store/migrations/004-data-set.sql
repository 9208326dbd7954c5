-- What was learned of a source that is read whole when it was last taken over: JSON.
ALTER TABLE source ADD COLUMN data_set TEXT;
