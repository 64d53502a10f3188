-- one counter for each line (budget and rule) and window; never reset, a new month is a new row.
-- amounts are billionths of the currency's unit. there is no CHECK that spent + reserved stays within
-- the limit: a limit may be lowered, and a provider may bill more than it declared
CREATE TABLE budget_window (
  line TEXT COLLATE "C" NOT NULL,
  window_start TIMESTAMPTZ NOT NULL,
  limit_nanos BIGINT NOT NULL,
  spent_nanos BIGINT NOT NULL,
  reserved_nanos BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (line, window_start)
) WITH (fillfactor = 50);

-- money held for one request on every level of its path; path is a JSON array of [line, window_start]
CREATE TABLE budget_reservation (
  id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent INTEGER NOT NULL,
  requested_nanos BIGINT NOT NULL,
  amount_nanos BIGINT NOT NULL,
  charged_nanos BIGINT NOT NULL,
  presumed_nanos BIGINT NOT NULL,
  state TEXT NOT NULL,
  price_version TEXT NOT NULL,
  reserved_at TIMESTAMPTZ NOT NULL,
  deadline TIMESTAMPTZ NOT NULL,
  on_crash TEXT NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX budget_reservation_open ON budget_reservation (deadline, id) WHERE state = 'OPEN';

-- every change of what was spent; exact_femtos is the cost before rounding, in units of 10^-15
CREATE TABLE usage_event (
  event_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  reservation TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  nanos BIGINT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent INTEGER NOT NULL,
  exact_femtos BIGINT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  input_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  cache_write_long_tokens BIGINT NOT NULL,
  audio_input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  reasoning_tokens BIGINT NOT NULL,
  audio_output_tokens BIGINT NOT NULL,
  price_version TEXT NOT NULL,
  occurred_at TIMESTAMPTZ NOT NULL,
  recorded_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX usage_event_reservation ON usage_event (reservation, event_id);
CREATE INDEX usage_event_recorded ON usage_event (recorded_at, event_id);
