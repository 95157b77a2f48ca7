-- What a wave was computed from beside the pool: assay.v1.WaveInputs. Written once; in a table of its own, for a wave's row
-- is written again as it is served. Waves of older stores have none: their columns say it.

CREATE TABLE wave_inputs (
  project_id  INTEGER NOT NULL,
  wave_number INTEGER NOT NULL,
  inputs      BLOB    NOT NULL,
  PRIMARY KEY (project_id, wave_number)
) STRICT, WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('wave_inputs', 'wave_inputs', '10000 100 1');
