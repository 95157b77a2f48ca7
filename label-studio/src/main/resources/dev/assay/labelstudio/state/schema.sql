-- What the bridge must not forget. Times that begin with a digit are Label Studio's own texts; *_ms are milliseconds
-- since 1970 on the bridge's clock. Nothing here is secret. The data of tasks is kept: it is imported when its item is
-- released, and again when its task was deleted.

CREATE TABLE IF NOT EXISTS fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS item (
  item_key TEXT PRIMARY KEY,     -- Assay's id of it
  data     TEXT NOT NULL         -- the task's data, to be imported when it is released
) STRICT;

-- Where people can see an item.
CREATE TABLE IF NOT EXISTS task (
  desk     TEXT    NOT NULL CHECK (desk IN ('VOTES', 'ADJUDICATION')),
  item_key TEXT    NOT NULL REFERENCES item,
  task_id  INTEGER NOT NULL,
  PRIMARY KEY (desk, item_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS task_by_id ON task (task_id);

CREATE TABLE IF NOT EXISTS release (
  release_id INTEGER PRIMARY KEY,
  desk       TEXT    NOT NULL CHECK (desk IN ('VOTES', 'ADJUDICATION')),
  item_key   TEXT    NOT NULL REFERENCES item,
  seat       TEXT    NOT NULL,  -- the annotator id that the lease was asked for with
  token      TEXT    NOT NULL UNIQUE,
  expire_ms  INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('LEASED', 'OPEN', 'CLAIMED', 'LABELED', 'RETURNED')),
  shown      TEXT    NOT NULL   -- what people are told with the task: votes in dispute, where the policy shows them
) STRICT;
CREATE INDEX IF NOT EXISTS release_live ON release (item_key) WHERE state IN ('LEASED', 'OPEN', 'CLAIMED');

CREATE TABLE IF NOT EXISTS annotation (
  annotation_key TEXT    PRIMARY KEY,  -- id and time of creation: ids are given again
  desk           TEXT    NOT NULL CHECK (desk IN ('VOTES', 'ADJUDICATION')),
  annotation_id  INTEGER NOT NULL,
  task_id        INTEGER NOT NULL,
  item_key       TEXT    NOT NULL,     -- empty when the task is no item
  annotator      TEXT    NOT NULL,
  updated_at     TEXT    NOT NULL,     -- the newest version that was heard of
  state          TEXT    NOT NULL CHECK (state IN ('ACCEPTED', 'SKIPPED', 'OUT_OF_BAND', 'QUARANTINED', 'DELETED')),
  pending        TEXT    CHECK (pending IN ('SUBMIT', 'RETURN', 'REPLACE', 'WITHDRAW')), -- what Assay has yet to be told
  answer         TEXT    NOT NULL,     -- class names as a JSON array
  lead_ms        INTEGER,
  release_id     INTEGER REFERENCES release,
  reason         TEXT    NOT NULL,
  source         TEXT    NOT NULL,     -- WEBHOOK or POLL: how it was first heard of
  heard_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS annotation_pending ON annotation (heard_ms) WHERE pending IS NOT NULL;
CREATE INDEX IF NOT EXISTS annotation_by_task ON annotation (task_id);
CREATE INDEX IF NOT EXISTS annotation_by_item ON annotation (item_key);
CREATE INDEX IF NOT EXISTS annotation_heard ON annotation (heard_ms);

CREATE TABLE IF NOT EXISTS notice (
  notice_id     INTEGER PRIMARY KEY AUTOINCREMENT,
  action        TEXT    NOT NULL,
  task_id       INTEGER,
  annotation_id INTEGER,
  received_ms   INTEGER NOT NULL
) STRICT;
