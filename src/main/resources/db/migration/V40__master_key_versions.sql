-- The version of the master key that a secret is sealed under; both are null for a secret that is not kept for copying.
ALTER TABLE api_key_secret ADD COLUMN master_key_version INTEGER DEFAULT 1;
ALTER TABLE api_key_secret ALTER COLUMN master_key_version DROP DEFAULT;
ALTER TABLE api_key_secret ALTER COLUMN sealed_key DROP NOT NULL;
ALTER TABLE api_key_secret ADD CONSTRAINT api_key_secret_sealed CHECK (
    (sealed_key IS NULL AND master_key_version IS NULL) OR (sealed_key IS NOT NULL AND master_key_version IS NOT NULL));
-- What is sealed under each version, in the order in which it is sealed anew.
CREATE INDEX api_key_secret_master_key ON api_key_secret (master_key_version, id);
