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
  test_count         INTEGER NOT NULL,            -- those of the running sequential test
  test_correct_count INTEGER NOT NULL,
  test_ms            INTEGER NOT NULL,            -- when it began
  revision           INTEGER NOT NULL,            -- counts changes but those of the counts: the etag
  created_ms         INTEGER NOT NULL,
  updated_ms         INTEGER NOT NULL,
  PRIMARY KEY (project_id, annotator_id)
) STRICT, WITHOUT ROWID;

-- An annotator's work: the labels of a day and the open assignments.
CREATE INDEX label_by_annotator ON label (project_id, annotator_id, created_ms);
CREATE INDEX assignment_open_by_annotator ON assignment (project_id, annotator_id) WHERE state = 1;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('annotator',  'annotator',                    '1000 500 1'),
  ('label',      'label_by_annotator',           '1000000 500000 2000 2'),
  ('assignment', 'assignment_open_by_annotator', '10000 5000 20');
