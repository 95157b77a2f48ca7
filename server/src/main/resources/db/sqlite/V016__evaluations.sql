-- Evaluations draw items of the pool to measure a model version with. Each of their rounds is a wave, closed as served as
-- soon as it is drawn: its items are tasks from then on, and are offered one after another beside the other waves' items.

CREATE TABLE evaluation (
  project_id    INTEGER NOT NULL,
  number        INTEGER NOT NULL,                 -- from 1
  evaluation_id TEXT    NOT NULL,
  state         INTEGER NOT NULL,                 -- 1 running, 2 completed, 3 cancelled
  score_set_id  INTEGER NOT NULL,
  definition    BLOB    NOT NULL,                 -- assay.v1.StoredEvaluation
  created_ms    INTEGER NOT NULL,
  PRIMARY KEY (project_id, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX evaluation_by_id ON evaluation (project_id, evaluation_id);
CREATE UNIQUE INDEX evaluation_running ON evaluation (project_id) WHERE state = 1;

CREATE TABLE evaluation_round (
  project_id      INTEGER NOT NULL,
  wave_number     INTEGER NOT NULL,
  number          INTEGER NOT NULL,               -- the evaluation's
  round           INTEGER NOT NULL,               -- from 1
  candidate_count INTEGER NOT NULL,
  control_total   REAL    NOT NULL,               -- how likely the candidates are found to be predicted wrong: the sum
  least_control   REAL    NOT NULL,
  most_control    REAL    NOT NULL,
  known           BLOB    NOT NULL,               -- int32, little-endian: ordinals of what was served since the round before
  draw_count      INTEGER NOT NULL,
  last            INTEGER NOT NULL,               -- 1: offered when nothing else is left
  next_position   INTEGER NOT NULL CHECK (next_position BETWEEN 0 AND draw_count), -- positions below it are offered
  PRIMARY KEY (project_id, wave_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluation_round_of ON evaluation_round (project_id, number, wave_number);
CREATE INDEX evaluation_round_serving ON evaluation_round (project_id, last, wave_number) WHERE next_position < draw_count;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('evaluation',       'evaluation',               '100 50 1'),
  ('evaluation',       'evaluation_by_id',         '100 50 1'),
  ('evaluation',       'evaluation_running',       '2 1'),
  ('evaluation_round', 'evaluation_round',         '200 100 1'),
  ('evaluation_round', 'evaluation_round_of',      '200 100 2 1'),
  ('evaluation_round', 'evaluation_round_serving', '4 2 2 1');
