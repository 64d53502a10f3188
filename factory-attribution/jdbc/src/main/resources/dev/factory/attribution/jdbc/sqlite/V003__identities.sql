-- Which keys were taken for one person; as it is here, every key was one of its own.
ALTER TABLE attributions ADD COLUMN identity_hash TEXT NOT NULL
  DEFAULT 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
