-- Amounts called minor are whole minor units of the currency (cents), amounts called micro are
-- millionths of a minor unit. Times are text, ISO-8601 in UTC with six decimals.

-- Double entry: the entries of a posting add up to zero in each currency.
CREATE TABLE ledger_entries (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  posting_id TEXT NOT NULL,
  position INTEGER NOT NULL, -- from 0
  cause TEXT NOT NULL, -- CONVERSION:<id>, statement:<...>, payout:<id>
  step TEXT NOT NULL,
  rules TEXT NOT NULL, -- hash of the policy, the statement or the payout terms
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  amount_micro BIGINT NOT NULL CHECK (amount_micro <> 0),
  posted_at TEXT NOT NULL,
  UNIQUE (posting_id, position)
);

CREATE INDEX ledger_entries_account ON ledger_entries (account, currency, currency_exponent);

-- Closed periods that the ledger has taken in.
CREATE TABLE ledger_periods (
  number INTEGER NOT NULL PRIMARY KEY,
  taken_at TEXT NOT NULL
);

CREATE TABLE payout_runs (
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  method TEXT NOT NULL,
  terms_hash TEXT NOT NULL,
  started_at TEXT NOT NULL,
  assembled_at TEXT, -- none until all payouts are put together
  PRIMARY KEY (period_start, period_end, method)
);

CREATE TABLE payouts (
  payout_id TEXT NOT NULL PRIMARY KEY,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  method TEXT NOT NULL,
  publisher_id TEXT NOT NULL,
  destination TEXT NOT NULL, -- personal data
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
  fx_rate TEXT, -- major units of currency for one of the statements' currency, a fraction
  fx_source TEXT,
  fx_at TEXT,
  terms_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  submitted_at TEXT,
  rail_reference TEXT NOT NULL,
  reason TEXT NOT NULL,
  confirmed_at TEXT,
  version BIGINT NOT NULL
);

CREATE INDEX payouts_run ON payouts (period_start, method, payout_id);

CREATE INDEX payouts_state ON payouts (state, payout_id);

CREATE INDEX payouts_publisher ON payouts (publisher_id);

CREATE TABLE payout_lines (
  payout_id TEXT NOT NULL REFERENCES payouts (payout_id),
  line_number INTEGER NOT NULL, -- from 1
  kind TEXT NOT NULL,
  reference TEXT NOT NULL, -- of a CLAIM: its id
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  PRIMARY KEY (payout_id, line_number)
);

-- One row for each status a payout had, with the attempt and its idempotency key.
CREATE TABLE payout_attempts (
  payout_id TEXT NOT NULL REFERENCES payouts (payout_id),
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  attempt_key TEXT, -- none before the first attempt
  rail_reference TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (payout_id, version)
);

-- What statements give publishers a right to; each is in at most one payout at a time.
CREATE TABLE claims (
  claim_id TEXT NOT NULL PRIMARY KEY,
  publisher_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
  statement_hash TEXT NOT NULL,
  period_start TEXT NOT NULL,
  available_from TEXT NOT NULL,
  held SMALLINT NOT NULL, -- 1 if it stood in the account held until then
  payout_id TEXT, -- none if it is open
  dispute_id TEXT -- none if it is not frozen
);

CREATE INDEX claims_open ON claims (publisher_id, available_from)
  WHERE payout_id IS NULL AND dispute_id IS NULL;

CREATE INDEX claims_publisher ON claims (publisher_id);

CREATE INDEX claims_payout ON claims (payout_id) WHERE payout_id IS NOT NULL;

CREATE INDEX claims_dispute ON claims (dispute_id) WHERE dispute_id IS NOT NULL;

CREATE TABLE disputes (
  dispute_id TEXT NOT NULL PRIMARY KEY,
  publisher_id TEXT NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  state TEXT NOT NULL,
  explanation TEXT NOT NULL, -- the answer, canonical JSON; empty while it is open
  signature TEXT NOT NULL,
  resolved_at TEXT
);

CREATE INDEX disputes_publisher ON disputes (publisher_id);
