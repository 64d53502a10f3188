CREATE INDEX receipt_type ON receipt (shard, type, seq);

-- which receipt certifies that something of another one's payload was erased
CREATE TABLE receipt_erasure (
  shard TEXT NOT NULL,
  seq BIGINT NOT NULL,
  certificate BIGINT NOT NULL,
  PRIMARY KEY (shard, seq, certificate)
);

-- roots of whole subtrees of 256 to the power of level leaves, from level 1; leaves are prev_hash of the receipt after
CREATE TABLE receipt_tree (
  shard TEXT NOT NULL,
  level INTEGER NOT NULL,
  position BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (shard, level, position)
);

-- the newest signed checkpoint
CREATE TABLE receipt_checkpoint (
  shard TEXT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  root BYTEA NOT NULL,
  note TEXT NOT NULL
);

-- ANALYZE copies sample values into pg_statistic, where an erasure would not reach them; giving a column its own
-- type anew drops what was copied before
ALTER TABLE receipt_payload
  ALTER COLUMN data TYPE TEXT,
  ALTER COLUMN disclosures TYPE TEXT;
ALTER TABLE receipt_payload
  ALTER COLUMN data SET STATISTICS 0,
  ALTER COLUMN disclosures SET STATISTICS 0;
