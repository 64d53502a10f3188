-- The ledger takes in the credits of a closed period in this order.
CREATE INDEX credits_intake ON credits (closed_period, cause_id, cause) WHERE position = 0;

-- What accepted disputes give or take back; on the next statement that is closed.
CREATE TABLE adjustments (
  adjustment_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  dispute_id TEXT COLLATE "C" NOT NULL,
  publisher_id TEXT COLLATE "C" NOT NULL,
  conversion_id TEXT COLLATE "C" NOT NULL REFERENCES conversions (event_id),
  accepted_at TIMESTAMPTZ NOT NULL,
  currency TEXT NOT NULL,
  currency_exponent SMALLINT NOT NULL,
  credit_micro BIGINT NOT NULL,
  commission_micro BIGINT NOT NULL,
  closed_period INTEGER -- none until it stands on a statement
);

CREATE INDEX adjustments_publisher ON adjustments (publisher_id);

CREATE INDEX adjustments_closed ON adjustments (closed_period);
