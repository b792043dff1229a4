-- The digests of secrets that were deleted, with their key or after they had ended. Another organisation must not import such a key:
-- a client that was forgotten when its key was deleted would send its data there.
CREATE TABLE ended_secret (
    digest          BYTEA  NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisation
);
