-- on whose behalf money was held: tenant=acme/feature=search; empty for what was held before
ALTER TABLE budget_reservation ADD COLUMN tags TEXT NOT NULL DEFAULT '';

-- how many calls an event stands for
ALTER TABLE usage_event ADD COLUMN calls BIGINT NOT NULL DEFAULT 1;

-- what usage_event adds up to, for each quarter of an hour of recorded_at: reports read these rows
CREATE TABLE usage_total (
  slot TIMESTAMPTZ NOT NULL,
  tags TEXT COLLATE "C" NOT NULL,
  provider TEXT COLLATE "C" NOT NULL,
  model TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  currency_exponent INTEGER NOT NULL,
  events BIGINT NOT NULL,
  nanos BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  PRIMARY KEY (slot, tags, provider, model, kind, currency, currency_exponent)
) WITH (fillfactor = 50);

INSERT INTO usage_total
SELECT date_bin('15 minutes', recorded_at, TIMESTAMPTZ '1970-01-01 00:00:00+00') AS slot,
  '', provider, model, kind, currency, currency_exponent, COUNT(*), SUM(nanos), SUM(input_tokens), SUM(output_tokens)
FROM usage_event
GROUP BY 1, provider, model, kind, currency, currency_exponent;

-- what somebody was told: once for each rule, subject (the line of a budget, or tags), window and level
CREATE TABLE alert_state (
  rule TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  window_start TIMESTAMPTZ NOT NULL,
  level INTEGER NOT NULL,
  amount_nanos BIGINT NOT NULL,
  reference_nanos BIGINT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent INTEGER NOT NULL,
  raised_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (subject, window_start, rule, level)
);

CREATE INDEX alert_state_raised ON alert_state (raised_at);
