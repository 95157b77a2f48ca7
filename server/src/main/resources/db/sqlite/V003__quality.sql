-- The quality of labels: who gives them, what is known of them, and what is done where they disagree.

-- An annotator of a project, once anything is known: registered, suspended, or checked by gold.
CREATE TABLE annotator (
  project_id         INTEGER NOT NULL,
  annotator_id       TEXT    NOT NULL,
  registered         INTEGER NOT NULL CHECK (registered IN (0, 1)),
  labeler            INTEGER NOT NULL CHECK (labeler IN (0, 1)),
  adjudicator        INTEGER NOT NULL CHECK (adjudicator IN (0, 1)),
  price_micros       INTEGER CHECK (price_micros >= 0), -- absent: the project's default
  daily_limit        INTEGER NOT NULL,            -- labels and open assignments of a day; 0: none
  state              INTEGER NOT NULL,            -- assay.v1.AnnotatorState
  state_reason       TEXT    NOT NULL,
  state_ms           INTEGER NOT NULL,
  gold_count         INTEGER NOT NULL,            -- answered gold checks
  gold_correct_count INTEGER NOT NULL,
  log_ratio          REAL    NOT NULL,            -- of the running sequential test, careless against good
  doubt_ms           INTEGER NOT NULL,            -- labels since then are in doubt where the ratio is above 0
  revision           INTEGER NOT NULL,            -- counts changes but those of the counts: the etag
  created_ms         INTEGER NOT NULL,
  updated_ms         INTEGER NOT NULL,
  PRIMARY KEY (project_id, annotator_id)
) STRICT, WITHOUT ROWID;

-- An annotator's work: the labels of a day and the open assignments, which are counted where there is a daily limit.
CREATE INDEX label_by_annotator ON label (project_id, annotator_id, created_ms);
CREATE INDEX assignment_open_by_annotator ON assignment (project_id, annotator_id) WHERE state = 1 AND limited = 1;

-- An item whose right answer is known: put by the owner, or settled by votes that all agreed.
CREATE TABLE gold (
  project_id    INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  answer_key    BLOB    NOT NULL,                 -- the right answer, encrypted with the store's key
  source        INTEGER NOT NULL,                 -- assay.v1.GoldItem.Source
  reserved      INTEGER NOT NULL CHECK (reserved IN (0, 1)), -- never served as ordinary work, and never to be
  after_wave    INTEGER NOT NULL,                 -- the last wave drawn before it was put
  retired       INTEGER NOT NULL CHECK (retired IN (0, 1)),
  place         INTEGER NOT NULL,                 -- a secret random number: where a search comes upon it
  use_count     INTEGER NOT NULL,                 -- assignments
  checked_count INTEGER NOT NULL,                 -- answers
  passed_count  INTEGER NOT NULL,                 -- answers equal to the key
  created_ms    INTEGER NOT NULL,
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX gold_by_place ON gold (project_id, place) WHERE retired = 0;
CREATE INDEX gold_reserved ON gold (project_id, after_wave, ordinal) WHERE reserved = 1;

-- One gold item shown to one annotator, who is never shown it again.
CREATE TABLE gold_check (
  project_id    INTEGER NOT NULL,
  annotator_id  TEXT    NOT NULL,
  ordinal       INTEGER NOT NULL,
  assignment_id INTEGER NOT NULL,
  key_class     INTEGER,                          -- of the key, for a label of one class; absent until answered
  passed        INTEGER CHECK (passed IN (0, 1)), -- absent until answered
  created_ms    INTEGER NOT NULL,
  answered_ms   INTEGER,
  PRIMARY KEY (project_id, annotator_id, ordinal)
) STRICT, WITHOUT ROWID;

-- A vote that counts no more, for its annotator was found careless at the time. It stays charged.
ALTER TABLE label ADD COLUMN discounted INTEGER NOT NULL DEFAULT 0;

-- A disputed item. A row stays when it is decided, and opens again when it is doubted again.
CREATE TABLE adjudication (
  project_id    INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,
  state         INTEGER NOT NULL,                 -- assay.v1.Adjudication.State
  reasons       INTEGER NOT NULL,                 -- bit n: assay.v1.AdjudicationReason n
  note          TEXT    NOT NULL,
  rounds        INTEGER NOT NULL,
  value         REAL    NOT NULL,                 -- 1 / the probability of being drawn
  annotator_id  TEXT    NOT NULL,                 -- who has it or decided it; empty for nobody and for an owner
  created_ms    INTEGER NOT NULL,
  closed_ms     INTEGER,
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX adjudication_by_value ON adjudication (project_id, value DESC, created_ms, ordinal) WHERE state = 1;
CREATE INDEX adjudication_by_age ON adjudication (project_id, created_ms, ordinal) WHERE state = 1;
CREATE INDEX adjudication_contested ON adjudication (project_id, ordinal) WHERE state = 4;

-- What a model of the annotators says of an item's verdict.
CREATE TABLE verdict (
  project_id  INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL,
  probability REAL    NOT NULL CHECK (probability >= 0 AND probability <= 1),
  tied        INTEGER NOT NULL CHECK (tied IN (0, 1)),
  PRIMARY KEY (project_id, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('adjudication', 'adjudication',               '10000 5000 1'),
  ('adjudication', 'adjudication_by_value',      '1000 500 10 2 1'),
  ('adjudication', 'adjudication_by_age',        '1000 500 2 1'),
  ('adjudication', 'adjudication_contested',     '100 50 1'),
  ('verdict',    'verdict',                      '1000000 500000 1'),
  ('gold',       'gold',                         '1000 500 1'),
  ('gold',       'gold_by_place',                '1000 500 1'),
  ('gold',       'gold_reserved',                '1000 500 50 1'),
  ('gold_check', 'gold_check',                   '100000 50000 100 1'),
  ('annotator',  'annotator',                    '1000 500 1'),
  ('label',      'label_by_annotator',           '1000000 500000 2000 2'),
  ('assignment', 'assignment_open_by_annotator', '10000 5000 20');
