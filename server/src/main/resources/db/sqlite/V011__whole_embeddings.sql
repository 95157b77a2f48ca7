-- Embeddings outgrow what a table without row ids keeps of a row in its page: each of more than 1,000 bytes had a page of 4,096 to
-- itself besides. A table with row ids keeps rows whole up to 4,061 bytes: 384 dimensions take 2.1 kB instead of 4.7.
ALTER TABLE item_embedding RENAME TO split_embedding;

CREATE TABLE item_embedding (
  project_id INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  version    INTEGER NOT NULL,                    -- progress.embedding_version since the vector was put
  vector     BLOB    NOT NULL,                    -- float32, little-endian
  PRIMARY KEY (project_id, ordinal, version)
) STRICT;

INSERT INTO item_embedding (project_id, ordinal, version, vector)
  SELECT project_id, ordinal, version, vector FROM split_embedding ORDER BY project_id, ordinal, version;
DROP TABLE split_embedding;

DELETE FROM sqlite_stat1 WHERE tbl = 'item_embedding' OR tbl = 'split_embedding';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('item_embedding', 'sqlite_autoindex_item_embedding_1', '1000000 500000 1 1');
