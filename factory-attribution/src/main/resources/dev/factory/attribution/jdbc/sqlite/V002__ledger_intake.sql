-- The ledger takes in the credits of a closed period in this order.
CREATE INDEX credits_intake ON credits (closed_period, cause_id, cause) WHERE position = 0;
