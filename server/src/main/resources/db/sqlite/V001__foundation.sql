-- One row a thing; times are milliseconds since 1970 on the server's clock; money is millionths of the project's currency.
-- Every table of a project begins its key with project_id, so that a project's rows lie together.

CREATE TABLE project (
  project_id  INTEGER PRIMARY KEY,
  name        TEXT    NOT NULL UNIQUE,            -- the {project} of "projects/{project}"
  archived    INTEGER NOT NULL CHECK (archived IN (0, 1)),
  revision    INTEGER NOT NULL,                   -- counts changes: the etag
  definition  BLOB    NOT NULL,                   -- assay.v1.Project as the caller sees it
  created_ms  INTEGER NOT NULL,
  updated_ms  INTEGER NOT NULL
) STRICT;

-- What changes with the work; apart from project, whose rows are large and seldom written.
CREATE TABLE progress (
  project_id          INTEGER PRIMARY KEY REFERENCES project,
  pool_version        INTEGER NOT NULL,           -- counts the changes that an index of the pool must see
  item_count          INTEGER NOT NULL,
  served_count        INTEGER NOT NULL,           -- items with a task
  settled_count       INTEGER NOT NULL,
  unsettled_count     INTEGER NOT NULL DEFAULT 0, -- verdicts that withdrawn or replaced votes undid: their sequences are not reused
  embedding_dimension INTEGER NOT NULL,           -- 0: no item has an embedding
  embedding_version   INTEGER NOT NULL DEFAULT 0, -- counts the changes of what embeddings the pool's items have; 0: none
  planned_embedding_version INTEGER NOT NULL DEFAULT 0, -- the newest that a wave was planned from: it is kept
  score_set_id        INTEGER,                    -- the published one
  last_wave_number    INTEGER NOT NULL,
  audit_sequence      INTEGER NOT NULL            -- the last one given
) STRICT;

CREATE TABLE budget (
  project_id            INTEGER PRIMARY KEY REFERENCES project,
  ceiling_micros        INTEGER NOT NULL CHECK (ceiling_micros >= 0), -- while the budget drains: above the target
  target_micros         INTEGER NOT NULL CHECK (target_micros >= 0 AND target_micros <= ceiling_micros),
  label_ceiling         INTEGER CHECK (label_ceiling >= 0),  -- absent: none; while it drains: above the plan's
  charged_micros        INTEGER NOT NULL CHECK (charged_micros >= 0), -- adjustments included
  held_micros           INTEGER NOT NULL CHECK (held_micros >= 0),
  adjusted_micros       INTEGER NOT NULL,         -- what adjustments charged, less what they refunded
  funded_label_count    INTEGER NOT NULL CHECK (funded_label_count >= 0),
  open_assignment_count INTEGER NOT NULL CHECK (open_assignment_count >= 0),
  unfunded_label_count  INTEGER NOT NULL CHECK (unfunded_label_count >= 0),
  labeling_ms           INTEGER NOT NULL CHECK (labeling_ms >= 0), -- as annotators report it
  alerted_micros        INTEGER NOT NULL,         -- the highest threshold that was told of
  reviewed_micros       INTEGER NOT NULL,         -- the highest threshold that an owner has let pass
  paused_micros         INTEGER,                  -- the threshold that grants wait at; absent: they do not
  paused_ms             INTEGER,
  closed_price_micros   INTEGER,                  -- the price that did not fit exploitation; absent: it is open
  plan                  BLOB,                     -- assay.v1.BudgetPlan; absent: an empty one
  journal_sequence      INTEGER NOT NULL,         -- the last one given
  revision              INTEGER NOT NULL,         -- counts ceilings and plans: the etag
  updated_ms            INTEGER NOT NULL,
  CONSTRAINT never_over_the_ceiling CHECK (charged_micros + held_micros <= ceiling_micros),
  CONSTRAINT never_over_the_label_ceiling
    CHECK (label_ceiling IS NULL OR funded_label_count + open_assignment_count <= label_ceiling)
) STRICT;

-- One row a movement: it names both accounts, so that every row is a whole double entry.
CREATE TABLE journal_entry (
  project_id     INTEGER NOT NULL,
  sequence       INTEGER NOT NULL,
  kind           INTEGER NOT NULL,                -- assay.v1.JournalEntry.Kind
  debit          INTEGER NOT NULL,                -- assay.v1.JournalEntry.Account
  credit         INTEGER NOT NULL CHECK (credit <> debit),
  amount_micros  INTEGER NOT NULL CHECK (amount_micros >= 0),
  ceiling_micros INTEGER NOT NULL,                -- the balance after the entry
  charged_micros INTEGER NOT NULL,
  held_micros    INTEGER NOT NULL,
  assignment_id  INTEGER,                         -- absent, as what follows: of no assignment
  slice          INTEGER,
  annotator_id   TEXT,
  budget_day     INTEGER,                         -- days since 1970 in the plan's time zone: that of the hold
  actor          TEXT    NOT NULL,                -- empty: the annotator, or the server where there is no request
  request_id     TEXT    NOT NULL,                -- empty: the server by itself
  reason         TEXT    NOT NULL,
  created_ms     INTEGER NOT NULL,
  PRIMARY KEY (project_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  project_id   INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,                  -- from 0 without gaps, in the order of the first put
  item_id      TEXT    NOT NULL,
  price_micros INTEGER CHECK (price_micros >= 0), -- absent: the project's default
  attributes   BLOB,                              -- assay.v1.Item with nothing but its attributes; absent: none
  created_ms   INTEGER NOT NULL,
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX item_by_id ON item (project_id, item_id);

-- As of a version an item has the vector of its greatest version up to that one. A vector that is replaced stays where a
-- wave may have been drawn from it, and is dropped otherwise.
CREATE TABLE item_embedding (
  project_id INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  version    INTEGER NOT NULL,                    -- progress.embedding_version since the vector was put
  vector     BLOB    NOT NULL,                    -- float32, little-endian
  PRIMARY KEY (project_id, ordinal, version)
) STRICT, WITHOUT ROWID;

-- One PutScores stream. A revision after the first holds only the rows that it replaces or adds; the rest is its base's.
CREATE TABLE score_set (
  score_set_id     INTEGER PRIMARY KEY,
  project_id       INTEGER NOT NULL,
  model_version    TEXT    NOT NULL,
  revision         INTEGER NOT NULL,
  base_id          INTEGER REFERENCES score_set,
  published        INTEGER NOT NULL CHECK (published IN (0, 1)),
  class_count      INTEGER NOT NULL,
  ensemble_size    INTEGER NOT NULL,
  row_count        INTEGER NOT NULL,              -- rows of this stream
  scored_count     INTEGER NOT NULL,              -- items with scores, the bases' included
  pool_count       INTEGER NOT NULL,              -- items of the pool when it was published
  after_wave       INTEGER NOT NULL,              -- the last wave drawn before it was published
  published_ms     INTEGER NOT NULL,
  request_id       TEXT    NOT NULL
) STRICT;
CREATE INDEX score_set_by_version ON score_set (project_id, model_version, revision);

CREATE TABLE score_chunk (
  score_set_id           INTEGER NOT NULL,
  chunk                  INTEGER NOT NULL,        -- later chunks win
  row_count              INTEGER NOT NULL,
  ordinals               BLOB    NOT NULL,        -- int32, little-endian
  probabilities          BLOB    NOT NULL,        -- float32, little-endian, row first
  ensemble_probabilities BLOB,
  gradient_norms         BLOB,
  uncertainties          BLOB,
  PRIMARY KEY (score_set_id, chunk)
) STRICT, WITHOUT ROWID;

CREATE TABLE wave (
  project_id         INTEGER NOT NULL,
  wave_number        INTEGER NOT NULL,
  state              INTEGER NOT NULL,            -- 1 open, 2 served, 3 withdrawn
  policy_version     INTEGER NOT NULL,
  score_set_id       INTEGER,                     -- absent: drawn without scores
  embedding_version  INTEGER,                     -- absent: drawn without embeddings
  strategy           TEXT    NOT NULL,
  exploration_share  REAL    NOT NULL,
  sharpness          REAL    NOT NULL,
  seed               INTEGER NOT NULL,
  pool_count         INTEGER NOT NULL,
  candidate_count    INTEGER NOT NULL,
  draw_count         INTEGER NOT NULL,
  next_position      INTEGER NOT NULL,            -- positions below it are served
  judged_count       INTEGER NOT NULL,            -- candidates that the model version is judged on
  judged_control     REAL    NOT NULL,            -- the sum of their error probabilities
  class_controls     BLOB    NOT NULL,            -- float64, little-endian: candidates predicted to be of each class
  digest             BLOB    NOT NULL,
  drawn_sequence     INTEGER NOT NULL,            -- audit events
  closed_sequence    INTEGER,
  created_ms         INTEGER NOT NULL,
  PRIMARY KEY (project_id, wave_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX wave_open ON wave (project_id, wave_number) WHERE state = 1;

CREATE TABLE wave_item (
  project_id            INTEGER NOT NULL,
  wave_number           INTEGER NOT NULL,
  position              INTEGER NOT NULL,         -- in the order of serving, from 0
  ordinal               INTEGER NOT NULL,
  inclusion_probability REAL    NOT NULL CHECK (inclusion_probability > 0 AND inclusion_probability <= 1),
  slice                 INTEGER NOT NULL,         -- assay.v1.Slice
  slice_draw            REAL    NOT NULL,
  utility               REAL    NOT NULL,
  predicted_class       INTEGER NOT NULL,         -- -1: no scores
  error_probability     REAL    NOT NULL,         -- of that prediction, by the model itself; 0 without scores
  judged                INTEGER NOT NULL CHECK (judged IN (0, 1)),
  PRIMARY KEY (project_id, wave_number, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX wave_item_by_item ON wave_item (project_id, ordinal);

-- A served item and the votes that it still needs. Kept in the order of serving, as are the assignments' way to it:
-- the next rows to be written lie together, where the order of the ordinals would touch a page for each row. The way
-- from an ordinal to its task is wave_item_by_item.
CREATE TABLE task (
  project_id       INTEGER NOT NULL,
  wave_number      INTEGER NOT NULL,
  position         INTEGER NOT NULL,
  ordinal          INTEGER NOT NULL,
  slice            INTEGER NOT NULL,
  vote_count       INTEGER NOT NULL,              -- funded votes
  open_count       INTEGER NOT NULL CHECK (open_count >= 0),
  wanted_count     INTEGER NOT NULL CHECK (wanted_count >= 0), -- votes still to be asked for, beyond the open ones
  verdict          TEXT,                          -- an answer (see label.answer); absent until settled
  agreement_count  INTEGER NOT NULL,              -- votes equal to the verdict
  settled_sequence INTEGER,                       -- order of settling in the project, from 1
  PRIMARY KEY (project_id, wave_number, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_wanted ON task (project_id, wave_number, position) WHERE wanted_count > 0;
CREATE UNIQUE INDEX task_settled ON task (project_id, settled_sequence) WHERE settled_sequence IS NOT NULL;

CREATE TABLE assignment (
  assignment_id    INTEGER PRIMARY KEY,
  project_id       INTEGER NOT NULL,
  ordinal          INTEGER NOT NULL,
  wave_number      INTEGER NOT NULL,              -- with position: its task
  position         INTEGER NOT NULL,
  annotator_id     TEXT    NOT NULL,
  task_kind        INTEGER NOT NULL,              -- assay.v1.TaskKind
  slice            INTEGER NOT NULL,
  price_micros     INTEGER NOT NULL CHECK (price_micros >= 0),
  state            INTEGER NOT NULL,              -- 1 held, 2 labeled, 3 returned, 4 expired
  created_ms       INTEGER NOT NULL,
  expire_ms        INTEGER NOT NULL,
  granted_sequence INTEGER NOT NULL,              -- audit events
  closed_sequence  INTEGER,
  expired_sequence INTEGER,                       -- when a label came late: closed_sequence is the label's then
  limited          INTEGER NOT NULL               -- while it is open: 1 where its annotator has a daily limit
) STRICT;
CREATE INDEX assignment_by_task ON assignment (project_id, wave_number, position);
CREATE INDEX assignment_open ON assignment (project_id, expire_ms) WHERE state = 1;

CREATE TABLE label (
  project_id     INTEGER NOT NULL,
  label_id       INTEGER NOT NULL,                -- from 1, in the order in which the project's labels came
  ordinal        INTEGER NOT NULL,
  annotator_id   TEXT    NOT NULL,
  assignment_id  INTEGER NOT NULL REFERENCES assignment,
  answer         TEXT    NOT NULL,                -- class indices, ascending, joined by ","
  funding        INTEGER NOT NULL,                -- assay.v1.Funding
  charged_micros INTEGER NOT NULL CHECK (charged_micros >= 0),
  slice          INTEGER NOT NULL,
  labeling_ms    INTEGER,
  created_ms     INTEGER NOT NULL,
  PRIMARY KEY (project_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX label_by_assignment ON label (assignment_id);
CREATE INDEX label_unfunded ON label (project_id, label_id) WHERE funding = 2;

CREATE TABLE request (
  request_number INTEGER PRIMARY KEY,             -- in the order of the answers, so the oldest come first
  project        TEXT    NOT NULL,
  request_id     TEXT    NOT NULL,
  fingerprint    BLOB    NOT NULL,                -- SHA-256 of method and body; of a stream more: decision 0037
  refused        INTEGER NOT NULL CHECK (refused IN (0, 1)),
  response       BLOB    NOT NULL,                -- the response message, or google.rpc.Status when refused
  created_ms     INTEGER NOT NULL,
  UNIQUE (project, request_id)
) STRICT;

CREATE TABLE audit_event (
  project_id INTEGER NOT NULL,
  sequence   INTEGER NOT NULL,
  event      BLOB    NOT NULL,                    -- assay.v1.AuditEvent
  PRIMARY KEY (project_id, sequence)
) STRICT, WITHOUT ROWID;

-- One row: what belongs to the store as a whole.
CREATE TABLE store (
  only      INTEGER PRIMARY KEY CHECK (only = 1),
  clock_ms  INTEGER NOT NULL,                     -- the latest time given out: the clock never runs backwards
  token_key BLOB    NOT NULL                      -- 16 random bytes: assignment tokens are made with it
) STRICT;

-- What the planner is to believe, so that its plans never depend on what is stored: a million rows in a project, a few
-- to an item, and never that a project's number alone is a way to find a row. (Rows of the index, then rows of each
-- prefix of its columns.) Nobody runs ANALYZE on a store.
ANALYZE;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('item',           'item',               '1000000 500000 1'),
  ('item',           'item_by_id',         '1000000 500000 1'),
  ('item_embedding', 'item_embedding',     '1000000 500000 1 1'),
  ('journal_entry',  'journal_entry',      '1000000 500000 1'),
  ('audit_event',    'audit_event',        '1000000 500000 1'),
  ('wave',           'wave',               '1000 500 1'),
  ('wave',           'wave_open',          '4 2 1'),
  ('wave_item',      'wave_item',          '1000000 500000 1000 1'),
  ('wave_item',      'wave_item_by_item',  '1000000 500000 1'),
  ('task',           'task',               '1000000 500000 1000 1'),
  ('task',           'task_wanted',        '10000 5000 50 1'),
  ('task',           'task_settled',       '1000000 500000 1'),
  ('assignment',     'assignment_by_task', '1000000 500000 1000 2'),
  ('assignment',     'assignment_open',    '10000 5000 2'),
  ('label',          'label',              '1000000 500000 1'),
  ('label',          'label_unfunded',     '1000 500 1'),
  ('label',          'label_by_assignment', '1000000 1'),
  ('score_set',      'score_set_by_version', '1000 500 2 1'),
  ('score_chunk',    'score_chunk',        '100000 1000 1');
