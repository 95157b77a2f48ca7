-- What a store knows of itself: its time, which incarnation it is, and whether its log belongs to it.

-- request.created_ms is measured time from here on. It began as the store's time and goes on by what a machine has counted.
ALTER TABLE store ADD COLUMN measured_ms INTEGER NOT NULL DEFAULT 0;
UPDATE store SET measured_ms = clock_ms;
ALTER TABLE store ADD COLUMN count_name TEXT NOT NULL DEFAULT ''; -- the count that was read last: a boot, mostly
ALTER TABLE store ADD COLUMN count_ms INTEGER NOT NULL DEFAULT 0; -- what it said

-- Where the machine's clock is not what the store's time would be; all absent where it is.
ALTER TABLE store ADD COLUMN gap_ahead INTEGER CHECK (gap_ahead IN (0, 1));
ALTER TABLE store ADD COLUMN gap_wall_ms INTEGER;     -- what the clock said when this was first seen
ALTER TABLE store ADD COLUMN gap_measured_ms INTEGER; -- the measured time then
ALTER TABLE store ADD COLUMN gap_store_ms INTEGER;    -- the store's time then
ALTER TABLE store ADD COLUMN gap_lead_ms INTEGER;     -- how far ahead the clock is
ALTER TABLE store ADD COLUMN gap_counted INTEGER CHECK (gap_counted IN (0, 1)); -- whether no boot lay in between

ALTER TABLE store ADD COLUMN incarnation INTEGER NOT NULL DEFAULT 0; -- random, another after each restore; tokens carry it
ALTER TABLE store ADD COLUMN openings INTEGER NOT NULL DEFAULT 0;    -- how often it was opened to be written
ALTER TABLE store ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1)); -- then its log belongs to it
ALTER TABLE store ADD COLUMN is_copy INTEGER NOT NULL DEFAULT 0 CHECK (is_copy IN (0, 1)); -- a backup, which nobody has opened yet
