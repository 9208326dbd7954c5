-- The one row of counters. `seed` keys the fingerprints, so that no feed can choose values that collide.
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seed INTEGER NOT NULL,
  revision INTEGER NOT NULL,      -- grows with every change of any source's settings
  commits INTEGER NOT NULL,       -- number of the last committed segment
  next_listing INTEGER NOT NULL,  -- never reused, also after the newest listings are deleted
  closed INTEGER NOT NULL         -- generations below this number take no more listings
) STRICT;
INSERT INTO meta VALUES (1, abs(random() % 2147483648), 0, 0, 1, 0);

CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,               -- NULL while a removal is under way
  settings TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  suspended INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  cursor TEXT,
  segment_ms INTEGER,
  last_attempt_at INTEGER,
  last_success_at INTEGER,
  last_new_data_at INTEGER,
  next_due_at INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  last_failure TEXT,
  listings INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A released lease keeps its row with holder NULL: the epoch never starts again.
CREATE TABLE lease (
  source INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
  holder TEXT,
  epoch INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE poll (
  id TEXT PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  report TEXT NOT NULL
) STRICT;
CREATE INDEX poll_by_source ON poll (source, started_at);
CREATE INDEX poll_by_time ON poll (started_at);
CREATE INDEX poll_running ON poll (source) WHERE state = 'running';

CREATE TABLE waiting (
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- Indicators of which no listing is stored: taken back, or with nothing in them. An older version of them stays out.
CREATE TABLE retraction (
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  indicator TEXT NOT NULL,
  version INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (source, indicator)
) STRICT, WITHOUT ROWID;

-- Listings, appended in the order of their ids. A generation is a run of 2^18 ids; it leads every index, so that new
-- listings touch only the newest generation's part of it, however many there are (docs/decisions/004-store-schema.md).
-- `source` refers to source (id); no foreign key, because a removal deletes listings in steps after the fact.
CREATE TABLE listing (
  id INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  source INTEGER NOT NULL,
  indicator_key INTEGER NOT NULL, -- fingerprint of source and indicator
  observable_key INTEGER NOT NULL,-- fingerprint of kind and value
  kind INTEGER NOT NULL,
  commit_number INTEGER NOT NULL, -- the last segment that asserted or withdrew it
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  version INTEGER,                -- the same in all listings of an indicator
  valid_from INTEGER,
  valid_until INTEGER,
  confidence INTEGER,
  tlp INTEGER,
  value TEXT NOT NULL,
  indicator TEXT NOT NULL
) STRICT;
CREATE INDEX listing_by_indicator ON listing (generation, indicator_key, observable_key);
CREATE INDEX listing_by_observable ON listing (generation, observable_key);
CREATE INDEX listing_by_source ON listing (source);

-- A Bloom filter over the indicator keys of a closed generation.
CREATE TABLE generation (
  number INTEGER PRIMARY KEY,
  filter BLOB NOT NULL
) STRICT;
