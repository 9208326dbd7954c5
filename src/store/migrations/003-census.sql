-- The last count of everything in force: as of which commit, when, and its figures.
CREATE TABLE census (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  commit_number INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
