-- Items may require tags, and are offered to those annotators alone who have them. Items that require the same tags have
-- one route; those that require none have route 0, which has no row.

CREATE TABLE item_route (
  project_id      INTEGER NOT NULL,
  route           INTEGER NOT NULL,               -- from 1, in the order in which they were first put
  tags            TEXT    NOT NULL,               -- sorted, joined by ","
  item_count      INTEGER NOT NULL CHECK (item_count >= 0),
  annotator_count INTEGER NOT NULL CHECK (annotator_count >= 0), -- registered labelers with the tags, not suspended
  PRIMARY KEY (project_id, route)
) STRICT, WITHOUT ROWID;

ALTER TABLE item ADD COLUMN route INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN route INTEGER NOT NULL DEFAULT 0;       -- its item's
ALTER TABLE task ADD COLUMN passed_over INTEGER NOT NULL DEFAULT 0; -- 1: never leased, for it was served to one without the tags
ALTER TABLE annotator ADD COLUMN tags TEXT NOT NULL DEFAULT '';     -- sorted, joined by ","
ALTER TABLE annotator ADD COLUMN item_limit INTEGER NOT NULL DEFAULT 0; -- labels and open assignments; 0: the policy's

DROP INDEX task_wanted;
CREATE INDEX task_wanted ON task (project_id, route, wave_number, position) WHERE wanted_count > 0;
CREATE INDEX task_passed_over ON task (project_id, route) WHERE passed_over = 1;

DELETE FROM sqlite_stat1 WHERE idx = 'task_wanted';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('item_route', 'item_route',       '100 50 1'),
  ('task',       'task_wanted',      '10000 5000 2500 50 1'),
  ('task',       'task_passed_over', '1000 500 250');
