-- What a key may do at a service that asks /verify.
CREATE SEQUENCE custom_right_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE custom_right (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    name            VARCHAR(63)              NOT NULL,
    description     VARCHAR(255)             NOT NULL,
    -- A line a pattern.
    patterns        VARCHAR(20000)           NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    version         BIGINT                   NOT NULL,
    CONSTRAINT custom_right_name_key UNIQUE (organisation_id, name),
    -- So that a key can only have a right of its own organisation.
    CONSTRAINT custom_right_organisation_key UNIQUE (organisation_id, id)
);

-- Of a key with the access right CUSTOM alone.
ALTER TABLE api_key ADD COLUMN custom_right_id BIGINT;
ALTER TABLE api_key ADD CONSTRAINT api_key_custom_right_key
    FOREIGN KEY (organisation_id, custom_right_id) REFERENCES custom_right (organisation_id, id);
CREATE INDEX api_key_custom_right ON api_key (organisation_id, custom_right_id);
