-- where each chain ends: the row that writers compare and swap
CREATE TABLE receipt_head (
  shard TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  leaf BLOB NOT NULL,
  last_id TEXT NOT NULL,
  last_accepted_at TEXT NOT NULL
) WITHOUT ROWID;

-- what was hashed and signed; id, type and accepted_at repeat the header so that they can be searched
CREATE TABLE receipt (
  shard TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  idem_key TEXT NOT NULL,
  prev_hash BLOB NOT NULL,
  header BLOB NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (shard, seq)
);

CREATE UNIQUE INDEX receipt_id ON receipt (id, shard);
CREATE UNIQUE INDEX receipt_idem_key ON receipt (shard, idem_key);
-- two receipts that follow the same one would be a fork
CREATE UNIQUE INDEX receipt_prev_hash ON receipt (prev_hash, shard);

-- what receipts say, apart from what is hashed and signed, so that it can be erased
CREATE TABLE receipt_payload (
  shard TEXT NOT NULL,
  seq INTEGER NOT NULL,
  data TEXT NOT NULL,
  disclosures TEXT NOT NULL,
  PRIMARY KEY (shard, seq)
);

CREATE TABLE receipt_stream (
  shard TEXT NOT NULL,
  stream TEXT NOT NULL,
  stream_seq INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  leaf BLOB NOT NULL,
  PRIMARY KEY (shard, stream, stream_seq)
) WITHOUT ROWID;
