-- what operators said about circuit breakers; the last order of each name, which all nodes obey
CREATE TABLE breaker_order (
  name TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  revision INTEGER NOT NULL,
  given_at TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL
);
