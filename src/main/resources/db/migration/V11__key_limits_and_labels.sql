ALTER TABLE api_key ADD COLUMN expires_at TIMESTAMP WITH TIME ZONE;
-- The only networks the key is let in from, with spaces between them; null for everywhere.
ALTER TABLE api_key ADD COLUMN networks VARCHAR(3000);
ALTER TABLE api_key ADD COLUMN external_id VARCHAR(255);
-- The labels to show them, a line each (name=label); api_key_label has them to search by.
ALTER TABLE api_key ADD COLUMN labels VARCHAR(20000);
CREATE INDEX api_key_expiry ON api_key (status, expires_at);
CREATE INDEX api_key_external_id ON api_key (organisation_id, external_id, number);

CREATE TABLE api_key_label (
    key_id          BIGINT       NOT NULL REFERENCES api_key ON DELETE CASCADE,
    organisation_id BIGINT       NOT NULL REFERENCES organisation,
    key_number      BIGINT       NOT NULL,
    name            VARCHAR(63)  NOT NULL,
    label           VARCHAR(255) NOT NULL,
    PRIMARY KEY (key_id, name)
);
CREATE INDEX api_key_label_search ON api_key_label (organisation_id, name, label, key_number);
