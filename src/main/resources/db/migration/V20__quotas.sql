-- How many requests the key may make, as number/duration; null for what holds for every key.
ALTER TABLE api_key ADD COLUMN rate_limit VARCHAR(40);
ALTER TABLE api_key ADD COLUMN quota_requests BIGINT;
-- DAY or MONTH; null without a quota.
ALTER TABLE api_key ADD COLUMN quota_period VARCHAR(10);

-- What the keys with a quota have used of it in the present period, the blocks included that nodes have taken in advance.
CREATE TABLE api_key_quota (
    key_id          BIGINT                   NOT NULL REFERENCES api_key ON DELETE CASCADE,
    period          VARCHAR(10)              NOT NULL,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    starts_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    used            BIGINT                   NOT NULL,
    PRIMARY KEY (key_id, period)
);
