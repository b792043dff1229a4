CREATE SEQUENCE event_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE event (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    event_type_key  VARCHAR(255)             NOT NULL,
    key_value       VARCHAR(255)             NOT NULL,
    -- The event's parameters as a JSON text.
    params          VARCHAR(65535)           NOT NULL,
    occurred_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    received_at     TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX event_of_key_value ON event (organisation_id, event_type_key, key_value, id);
