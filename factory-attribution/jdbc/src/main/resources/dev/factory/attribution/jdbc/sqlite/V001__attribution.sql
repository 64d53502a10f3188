-- Times are text, ISO-8601 in UTC with six decimals. Amounts called minor are whole
-- minor units of the currency (cents), amounts called micro are millionths of a minor unit.

-- All touchpoints, whatever their kind.
CREATE TABLE clicks (
  event_id TEXT NOT NULL PRIMARY KEY,
  user_key TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  kind TEXT NOT NULL,
  publisher_id TEXT NOT NULL,
  offer_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  flags TEXT NOT NULL, -- separated by |
  ip_hash TEXT,
  user_agent TEXT,
  evidence TEXT, -- other evidence, a JSON object
  recorded_at TEXT NOT NULL
);

CREATE INDEX clicks_path ON clicks (user_key, occurred_at, sequence, event_id);

CREATE INDEX clicks_publisher ON clicks (publisher_id, occurred_at);

CREATE TABLE conversions (
  event_id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL,
  user_key TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  gross_minor BIGINT NOT NULL CHECK (gross_minor >= 0),
  offer_id TEXT NOT NULL,
  milestone TEXT NOT NULL,
  recorded_at TEXT NOT NULL
);

CREATE INDEX conversions_time ON conversions (occurred_at, event_id);

CREATE INDEX conversions_user ON conversions (user_key);

CREATE TABLE reversals (
  event_id TEXT NOT NULL PRIMARY KEY,
  conversion_id TEXT NOT NULL REFERENCES conversions (event_id),
  kind TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
  recorded_at TEXT NOT NULL
);

CREATE INDEX reversals_conversion ON reversals (conversion_id);

CREATE INDEX reversals_time ON reversals (occurred_at, event_id);

CREATE TABLE policies (
  hash TEXT NOT NULL PRIMARY KEY,
  valid_from TEXT NOT NULL,
  valid_to TEXT, -- open until the next one begins
  model TEXT NOT NULL,
  publisher_share TEXT NOT NULL,
  document TEXT NOT NULL, -- the whole policy, canonical JSON
  recorded_at TEXT NOT NULL
);

-- One row for each conversion and each reversal whose credits are computed.
CREATE TABLE attributions (
  cause_id TEXT NOT NULL, -- event id of the conversion or of the reversal
  cause TEXT NOT NULL, -- CONVERSION, or the kind of the reversal
  conversion_id TEXT NOT NULL REFERENCES conversions (event_id),
  occurred_at TEXT NOT NULL,
  policy_hash TEXT NOT NULL REFERENCES policies (hash),
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  amount_minor BIGINT NOT NULL, -- of a reversal: negative
  reversed_before_minor BIGINT NOT NULL,
  PRIMARY KEY (cause_id, cause)
);

CREATE INDEX attributions_conversion ON attributions (conversion_id, reversed_before_minor);

CREATE TABLE credits (
  cause_id TEXT NOT NULL,
  cause TEXT NOT NULL,
  position INTEGER NOT NULL, -- from 0, earliest touch first
  conversion_id TEXT NOT NULL,
  occurred_at TEXT NOT NULL, -- of the cause
  publisher_id TEXT NOT NULL,
  touch_id TEXT, -- none for 'unattributed'
  weight BIGINT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  credit_micro BIGINT NOT NULL,
  commission_micro BIGINT NOT NULL,
  closed_period INTEGER, -- none until it stands on a statement
  PRIMARY KEY (cause_id, cause, position),
  FOREIGN KEY (cause_id, cause) REFERENCES attributions (cause_id, cause)
);

CREATE INDEX credits_publisher ON credits (publisher_id, occurred_at);

CREATE INDEX credits_open ON credits (occurred_at) WHERE closed_period IS NULL;

CREATE INDEX credits_closed ON credits (closed_period, publisher_id) WHERE closed_period IS NOT NULL;

CREATE TABLE closed_periods (
  number INTEGER NOT NULL PRIMARY KEY,
  period_start TEXT NOT NULL UNIQUE,
  period_end TEXT NOT NULL,
  closed_at TEXT NOT NULL
);

CREATE TABLE statements (
  publisher_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  opening_carry_micro BIGINT NOT NULL,
  earned_micro BIGINT NOT NULL,
  payable_minor BIGINT NOT NULL CHECK (payable_minor >= 0),
  closing_carry_micro BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (publisher_id, currency, currency_exponent, period_start)
);

CREATE INDEX statements_period ON statements (period_start);

CREATE TABLE statement_lines (
  publisher_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  period_start TEXT NOT NULL,
  line_number INTEGER NOT NULL, -- from 1
  cause TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  conversion_id TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  credit_micro BIGINT NOT NULL,
  commission_micro BIGINT NOT NULL,
  PRIMARY KEY (publisher_id, currency, currency_exponent, period_start, line_number),
  FOREIGN KEY (publisher_id, currency, currency_exponent, period_start)
    REFERENCES statements (publisher_id, currency, currency_exponent, period_start)
);

CREATE INDEX statement_lines_period ON statement_lines (period_start);
