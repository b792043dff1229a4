-- Instead of api_key_expiry.
CREATE INDEX api_key_with_expiry ON api_key (status, expires_at, id) WHERE expires_at IS NOT NULL;
