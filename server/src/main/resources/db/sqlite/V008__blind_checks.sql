-- A gold check stands before an ordinary assignment of its annotator, is priced like it, and is asked for again where its
-- lease ended or it was given back, as that assignment would be.

ALTER TABLE gold_check ADD COLUMN wave_number INTEGER NOT NULL DEFAULT 0; -- with position: the place in the order of serving; 0: none is known
ALTER TABLE gold_check ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE gold_check ADD COLUMN priced_as INTEGER NOT NULL DEFAULT 1;   -- assay.v1.TaskKind: LABEL or RELABEL
ALTER TABLE gold_check ADD COLUMN state INTEGER NOT NULL DEFAULT 0; -- 0 granted, 1 waiting for an annotator, 2 handed over to another
CREATE INDEX gold_check_waiting ON gold_check (project_id, wave_number, position) WHERE state = 1;
CREATE INDEX gold_check_by_place ON gold_check (project_id, annotator_id, wave_number, position);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('gold_check', 'gold_check_waiting',  '1000 500 2 1'),
  ('gold_check', 'gold_check_by_place', '100000 50000 100 2 1');
