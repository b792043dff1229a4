-- Which user somebody is whom an OpenID Connect provider vouches for; one person a user.
CREATE TABLE account_identity (
    user_id   BIGINT                   NOT NULL PRIMARY KEY REFERENCES account_user,
    issuer    VARCHAR(255)             NOT NULL,
    -- At most 255 characters by the standard.
    subject   VARCHAR(255)             NOT NULL,
    linked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT account_identity_subject_key UNIQUE (issuer, subject)
);
