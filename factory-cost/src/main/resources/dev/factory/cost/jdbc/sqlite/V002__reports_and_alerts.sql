-- on whose behalf money was held: tenant=acme/feature=search; empty for what was held before
ALTER TABLE budget_reservation ADD COLUMN tags TEXT NOT NULL DEFAULT '';

-- how many calls an event stands for
ALTER TABLE usage_event ADD COLUMN calls INTEGER NOT NULL DEFAULT 1;

-- what usage_event adds up to, for each quarter of an hour of recorded_at: reports read these rows
CREATE TABLE usage_total (
  slot TEXT NOT NULL,
  tags TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  kind TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent INTEGER NOT NULL,
  events INTEGER NOT NULL,
  nanos INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  PRIMARY KEY (slot, tags, provider, model, kind, currency, currency_exponent)
);

INSERT INTO usage_total
SELECT strftime('%Y-%m-%dT%H:', recorded_at)
    || printf('%02d', (CAST(strftime('%M', recorded_at) AS INTEGER) / 15) * 15) || ':00.000000Z' AS slot,
  '', provider, model, kind, currency, currency_exponent, COUNT(*), SUM(nanos), SUM(input_tokens), SUM(output_tokens)
FROM usage_event
GROUP BY 1, provider, model, kind, currency, currency_exponent;

-- what somebody was told: once for each rule, subject (the line of a budget, or tags), window and level
CREATE TABLE alert_state (
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  window_start TEXT NOT NULL,
  level INTEGER NOT NULL,
  amount_nanos INTEGER NOT NULL,
  reference_nanos INTEGER NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent INTEGER NOT NULL,
  raised_at TEXT NOT NULL,
  PRIMARY KEY (subject, window_start, rule, level)
);

CREATE INDEX alert_state_raised ON alert_state (raised_at);
