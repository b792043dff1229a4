CREATE SEQUENCE event_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE event (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    event_type_key  VARCHAR(255)             NOT NULL,
    key_value       VARCHAR(300)             NOT NULL,
    -- The event's parameters as a JSON text.
    params          VARCHAR(65535)           NOT NULL,
    occurred_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    received_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    -- SHA-256, in Base64, of what makes two requests the same.
    digest          VARCHAR(43)              NOT NULL,
    -- The latest event of the key before this one; 0 for the first, and for every event that was imported.
    previous_id     BIGINT                   NOT NULL,
    -- The same request twice at once, or the same event imported twice, is stored once. The digest comes first, or H2
    -- would look up a list of digests by reading the whole organisation.
    CONSTRAINT event_digest_key UNIQUE (digest, organisation_id, previous_id)
);
-- The latest event of a key; deletion by key.
CREATE INDEX event_of_key_value ON event (organisation_id, event_type_key, key_value, received_at);
-- Deletion by type and period.
CREATE INDEX event_of_type ON event (organisation_id, event_type_key, occurred_at);
