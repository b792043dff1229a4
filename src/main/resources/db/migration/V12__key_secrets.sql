-- The secrets of a key: the one that was made last, and until their end those that it was rotated from. Their ids are of
-- the keys' own sequence, so that each key there is keeps its id for its secret.
CREATE TABLE api_key_secret (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    key_id          BIGINT                   NOT NULL REFERENCES api_key ON DELETE CASCADE,
    -- HMAC-SHA-256 of the secret's SHA-256; the only way from a presented key to its row.
    digest          BYTEA                    NOT NULL,
    -- The secret under AES-256-GCM; the master key is never in the database.
    sealed_key      BYTEA                    NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    -- From when on it opens nothing; null for the one that was made last.
    valid_until     TIMESTAMP WITH TIME ZONE,
    last_used_at    TIMESTAMP WITH TIME ZONE,
    CONSTRAINT api_key_secret_digest_key UNIQUE (digest)
);
CREATE INDEX api_key_secret_key ON api_key_secret (key_id, created_at);

INSERT INTO api_key_secret (id, organisation_id, key_id, digest, sealed_key, created_at, last_used_at)
SELECT id, organisation_id, id, digest, sealed_key, created_at, last_used_at FROM api_key;

ALTER TABLE api_key DROP CONSTRAINT api_key_digest_key;
ALTER TABLE api_key DROP COLUMN digest;
ALTER TABLE api_key DROP COLUMN sealed_key;
ALTER TABLE api_key ADD COLUMN rotated_at TIMESTAMP WITH TIME ZONE;
