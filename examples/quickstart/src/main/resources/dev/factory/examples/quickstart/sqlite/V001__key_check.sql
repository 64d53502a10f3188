-- a value that only the key that addresses are hashed with gives, to tell it from another
CREATE TABLE quickstart_key_check (
  key_name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
