-- A second opinion of how a model errs on the candidates of a wave: assay.v1.WaveOpinion, formed in the background from the
-- answers of earlier waves, and formed again as these come.

CREATE TABLE wave_opinion (
  project_id  INTEGER NOT NULL,
  wave_number INTEGER NOT NULL,
  opinion     BLOB    NOT NULL,
  PRIMARY KEY (project_id, wave_number)
) STRICT, WITHOUT ROWID;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('wave_opinion', 'wave_opinion', '10000 100 1');
