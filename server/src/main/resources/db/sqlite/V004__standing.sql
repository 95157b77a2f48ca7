-- An annotator's standing follows from the checks as they are now, and from what owners did.

-- Whether an owner has suspended the annotator: no gold check changes that.
ALTER TABLE annotator ADD COLUMN by_owner INTEGER NOT NULL DEFAULT 0 CHECK (by_owner IN (0, 1));
UPDATE annotator SET by_owner = 1 WHERE state = 3 AND state_reason NOT LIKE '%gold checks passed';

-- When an annotator was reinstated: the test of gold checks begins anew there.
CREATE TABLE reinstatement (
  project_id   INTEGER NOT NULL,
  annotator_id TEXT    NOT NULL,
  at_ms        INTEGER NOT NULL,
  PRIMARY KEY (project_id, annotator_id, at_ms)
) STRICT, WITHOUT ROWID;
-- What is known of them from before: the reinstatement that an annotator's standing still rests on.
INSERT INTO reinstatement (project_id, annotator_id, at_ms)
  SELECT project_id, annotator_id, state_ms FROM annotator
  WHERE state = 1 AND state_reason <> 'new' AND state_reason NOT LIKE '%gold checks passed';

-- The checks by an item, which are judged again where its key is another one.
CREATE INDEX gold_check_by_item ON gold_check (project_id, ordinal, annotator_id);

-- The votes of an annotator that do not count, and may count again.
CREATE INDEX label_discounted ON label (project_id, annotator_id, label_id) WHERE discounted = 1;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('reinstatement', 'reinstatement',      '1000 500 2 1'),
  ('gold_check',    'gold_check_by_item', '100000 50000 100 1'),
  ('label',         'label_discounted',   '10000 5000 50 1');
