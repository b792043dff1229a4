-- One dialect for H2 and PostgreSQL. All times are instants (stored in UTC).
-- The sequences start at their increment: EclipseLink reads a value as the end of the ids that it has reserved.

CREATE SEQUENCE organisation_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE organisation (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    name            VARCHAR(255)             NOT NULL,
    last_key_number BIGINT                   NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE SEQUENCE account_user_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE account_user (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    name            VARCHAR(255)             NOT NULL,
    password_hash   VARCHAR(500)             NOT NULL,
    role            VARCHAR(20)              NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT account_user_name_key UNIQUE (name)
);
CREATE INDEX account_user_organisation ON account_user (organisation_id);

CREATE SEQUENCE api_key_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE api_key (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    number          BIGINT                   NOT NULL,
    description     VARCHAR(255)             NOT NULL,
    access_right    VARCHAR(40)              NOT NULL,
    status          VARCHAR(20)              NOT NULL,
    -- Why a key is DISABLED: USER or INACTIVITY; null while it is enabled.
    disabled_by     VARCHAR(20),
    -- HMAC-SHA-256 of the key's SHA-256; the only way from a presented key to its row.
    digest          BYTEA                    NOT NULL,
    -- The key under AES-256-GCM; the master key is never in the database.
    sealed_key      BYTEA                    NOT NULL,
    created_by      BIGINT                   NOT NULL REFERENCES account_user,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    last_used_at    TIMESTAMP WITH TIME ZONE,
    -- The start of the present inactivity: the latest of creation, re-enabling and use.
    idle_since      TIMESTAMP WITH TIME ZONE NOT NULL,
    version         BIGINT                   NOT NULL,
    CONSTRAINT api_key_digest_key UNIQUE (digest),
    CONSTRAINT api_key_number_key UNIQUE (organisation_id, number)
);
-- The inactivity sweep reads only the keys that are due.
CREATE INDEX api_key_idle ON api_key (status, idle_since);
CREATE INDEX api_key_created_by ON api_key (created_by);

-- Tells a start with the wrong secrets from a right one, before a key is refused for it.
CREATE TABLE secret_fingerprint (
    name        VARCHAR(40) NOT NULL PRIMARY KEY,
    fingerprint VARCHAR(64) NOT NULL
);
