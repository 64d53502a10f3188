CREATE INDEX receipt_type ON receipt (shard, type, seq);

-- which receipt certifies that something of another one's payload was erased
CREATE TABLE receipt_erasure (
  shard TEXT NOT NULL,
  seq INTEGER NOT NULL,
  certificate INTEGER NOT NULL,
  PRIMARY KEY (shard, seq, certificate)
) WITHOUT ROWID;

-- roots of whole subtrees of 256 to the power of level leaves, from level 1; leaves are prev_hash of the receipt after
CREATE TABLE receipt_tree (
  shard TEXT NOT NULL,
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (shard, level, position)
) WITHOUT ROWID;

-- the newest signed checkpoint
CREATE TABLE receipt_checkpoint (
  shard TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  note TEXT NOT NULL
) WITHOUT ROWID;
