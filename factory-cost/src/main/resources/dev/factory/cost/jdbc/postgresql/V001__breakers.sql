-- what operators said about circuit breakers; the last order of each name, which all nodes obey
CREATE TABLE breaker_order (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  revision BIGINT NOT NULL,
  given_at TIMESTAMPTZ NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL
);
