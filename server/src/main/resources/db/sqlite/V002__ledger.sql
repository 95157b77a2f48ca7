-- What the plan below the ceiling needs, and how far the journal has been added up.

-- The balance of one budget line: in one period, of one annotator, where the line is divided so.
CREATE TABLE budget_line (
  project_id            INTEGER NOT NULL,
  line                  TEXT    NOT NULL,
  period_day            INTEGER NOT NULL,         -- the period's first day, in days since 1970; 0: no period
  annotator_id          TEXT    NOT NULL,         -- empty: everybody together
  ceiling_micros        INTEGER CHECK (ceiling_micros >= 0), -- absent: none; while it drains: above the plan's
  label_ceiling         INTEGER CHECK (label_ceiling >= 0),
  charged_micros        INTEGER NOT NULL CHECK (charged_micros >= 0),
  held_micros           INTEGER NOT NULL CHECK (held_micros >= 0),
  funded_label_count    INTEGER NOT NULL CHECK (funded_label_count >= 0),
  open_assignment_count INTEGER NOT NULL CHECK (open_assignment_count >= 0),
  labeling_ms           INTEGER NOT NULL CHECK (labeling_ms >= 0),
  PRIMARY KEY (project_id, line, period_day, annotator_id),
  CONSTRAINT never_over_the_line CHECK (ceiling_micros IS NULL OR charged_micros + held_micros <= ceiling_micros),
  CONSTRAINT never_over_the_labels_of_the_line
    CHECK (label_ceiling IS NULL OR funded_label_count + open_assignment_count <= label_ceiling)
) STRICT, WITHOUT ROWID;

-- What labels have cost, by the day of their holds. Reports read it, and lines are counted from it when they are set.
CREATE TABLE spend (
  project_id         INTEGER NOT NULL,
  budget_day         INTEGER NOT NULL,
  slice              INTEGER NOT NULL,            -- assay.v1.Slice
  annotator_id       TEXT    NOT NULL,
  charged_micros     INTEGER NOT NULL CHECK (charged_micros >= 0),
  funded_label_count INTEGER NOT NULL CHECK (funded_label_count >= 0),
  labeling_ms        INTEGER NOT NULL CHECK (labeling_ms >= 0), -- of labels that wait for budget, too
  PRIMARY KEY (project_id, budget_day, slice, annotator_id)
) STRICT, WITHOUT ROWID;

-- Up to where the journal was added up, and what it came to: a start begins there.
CREATE TABLE journal_check (
  project_id            INTEGER PRIMARY KEY,
  sequence              INTEGER NOT NULL,
  ceiling_micros        INTEGER NOT NULL,
  charged_micros        INTEGER NOT NULL,
  held_micros           INTEGER NOT NULL,
  adjusted_micros       INTEGER NOT NULL,
  funded_label_count    INTEGER NOT NULL,
  open_assignment_count INTEGER NOT NULL
) STRICT;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('budget_line', 'budget_line', '1000000 500000 50000 100 1'),
  ('spend',       'spend',       '1000000 500000 5000 1000 1');
