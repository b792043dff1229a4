-- Each node asks for the secrets that others have made since it last asked.
CREATE INDEX api_key_secret_created ON api_key_secret (created_at, id);
