-- one counter for each line (budget and rule) and window; never reset, a new month is a new row.
-- amounts are billionths of the currency's unit. there is no CHECK that spent + reserved stays within
-- the limit: a limit may be lowered, and a provider may bill more than it declared
CREATE TABLE budget_window (
  line TEXT NOT NULL,
  window_start TEXT NOT NULL,
  limit_nanos INTEGER NOT NULL,
  spent_nanos INTEGER NOT NULL,
  reserved_nanos INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (line, window_start)
);

-- money held for one request on every level of its path; path is a JSON array of [line, window_start]
CREATE TABLE budget_reservation (
  id TEXT NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent INTEGER NOT NULL,
  requested_nanos INTEGER NOT NULL,
  amount_nanos INTEGER NOT NULL,
  charged_nanos INTEGER NOT NULL,
  presumed_nanos INTEGER NOT NULL,
  state TEXT NOT NULL,
  price_version TEXT NOT NULL,
  reserved_at TEXT NOT NULL,
  deadline TEXT NOT NULL,
  on_crash TEXT NOT NULL
);

CREATE INDEX budget_reservation_open ON budget_reservation (deadline, id) WHERE state = 'OPEN';

-- every change of what was spent; exact_femtos is the cost before rounding, in units of 10^-15
CREATE TABLE usage_event (
  event_id TEXT NOT NULL PRIMARY KEY,
  reservation TEXT NOT NULL,
  kind TEXT NOT NULL,
  nanos INTEGER NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent INTEGER NOT NULL,
  exact_femtos INTEGER NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  cache_read_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  cache_write_long_tokens INTEGER NOT NULL,
  audio_input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  reasoning_tokens INTEGER NOT NULL,
  audio_output_tokens INTEGER NOT NULL,
  price_version TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL
);

CREATE INDEX usage_event_reservation ON usage_event (reservation, event_id);
CREATE INDEX usage_event_recorded ON usage_event (recorded_at, event_id);
