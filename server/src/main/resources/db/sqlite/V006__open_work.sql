-- What an annotator has open is listed, released and counted: it is found without a look at what others have.
DROP INDEX assignment_open_by_annotator;
ALTER TABLE assignment DROP COLUMN limited;
CREATE INDEX assignment_open_by_annotator ON assignment (project_id, annotator_id, expire_ms) WHERE state = 1;

-- What annotators have given back, which an owner may let them be offered again.
CREATE INDEX assignment_returned ON assignment (project_id, annotator_id) WHERE state = 3;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('assignment', 'assignment_open_by_annotator', '10000 5000 20 1'),
  ('assignment', 'assignment_returned',          '10000 5000 20');
