-- A score set that scores too few of the items is kept, and not used.

ALTER TABLE score_set ADD COLUMN used INTEGER NOT NULL DEFAULT 1 CHECK (used IN (0, 1)); -- readers see it, or have seen it
ALTER TABLE score_set ADD COLUMN unscored_count INTEGER NOT NULL DEFAULT 0; -- not served when it was published, and without scores of it
CREATE INDEX score_set_used ON score_set (project_id, score_set_id) WHERE used = 1 AND published = 1;
