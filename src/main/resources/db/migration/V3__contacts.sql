CREATE SEQUENCE contact_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE contact (
    id                   BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id      BIGINT                   NOT NULL REFERENCES organisation,
    external_customer_id VARCHAR(255),
    contact_key          VARCHAR(255),
    first_name           VARCHAR(255),
    last_name            VARCHAR(255),
    -- The names in lower case, which is up to twice as long: what the search compares with.
    first_name_key       VARCHAR(510),
    last_name_key        VARCHAR(510),
    region               VARCHAR(255),
    town                 VARCHAR(255),
    address              VARCHAR(500),
    postcode             VARCHAR(40),
    language_code        VARCHAR(40),
    time_zone            VARCHAR(100),
    address_book_id      BIGINT,
    -- The custom fields as a JSON object from their ids to their texts.
    fields               VARCHAR(65535)           NOT NULL,
    -- What the client last told of the contact's orders.
    orders_count         BIGINT,
    orders_last_date     VARCHAR(40),
    created_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT contact_external_customer_id_key UNIQUE (organisation_id, external_customer_id)
);
CREATE INDEX contact_of_organisation ON contact (organisation_id, id);
CREATE INDEX contact_first_name ON contact (organisation_id, first_name_key, id);
CREATE INDEX contact_last_name ON contact (organisation_id, last_name_key, id);
CREATE INDEX contact_names ON contact (organisation_id, last_name_key, first_name_key, id);

CREATE SEQUENCE contact_channel_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE contact_channel (
    id              BIGINT        NOT NULL PRIMARY KEY,
    organisation_id BIGINT        NOT NULL REFERENCES organisation,
    contact_id      BIGINT        NOT NULL REFERENCES contact,
    type            VARCHAR(20)   NOT NULL,
    -- As it is shown and sent to.
    address         VARCHAR(500)  NOT NULL,
    -- In its normal form: one address belongs to one contact.
    address_key     VARCHAR(500)  NOT NULL,
    -- Whether the contact has said, or the organisation vouches, that the address is theirs (double opt-in).
    confirmed       BOOLEAN       NOT NULL,
    -- What a client told of the device or the browser, as JSON text.
    device          VARCHAR(4000),
    CONSTRAINT contact_channel_address_key UNIQUE (organisation_id, type, address_key)
);
CREATE INDEX contact_channel_of_contact ON contact_channel (contact_id, id);

-- Who was deleted: digests under a key that is not in the database, so that no address can be read from them.
CREATE TABLE deleted_contact (
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    digest          BYTEA                    NOT NULL,
    deleted_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (organisation_id, digest)
);

CREATE SEQUENCE segment_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE segment (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    name            VARCHAR(255)             NOT NULL,
    name_key        VARCHAR(510)             NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT segment_name_key UNIQUE (organisation_id, name_key)
);
CREATE INDEX segment_of_organisation ON segment (organisation_id, id);

CREATE TABLE segment_member (
    segment_id      BIGINT NOT NULL REFERENCES segment,
    contact_id      BIGINT NOT NULL REFERENCES contact,
    organisation_id BIGINT NOT NULL REFERENCES organisation,
    PRIMARY KEY (segment_id, contact_id)
);
CREATE INDEX segment_member_of_contact ON segment_member (contact_id, segment_id);

CREATE SEQUENCE subscription_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE subscription (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    name            VARCHAR(255)             NOT NULL,
    name_key        VARCHAR(510)             NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT subscription_name_key UNIQUE (organisation_id, name_key)
);
CREATE INDEX subscription_of_organisation ON subscription (organisation_id, id);

CREATE TABLE subscriber (
    subscription_id BIGINT NOT NULL REFERENCES subscription,
    contact_id      BIGINT NOT NULL REFERENCES contact,
    organisation_id BIGINT NOT NULL REFERENCES organisation,
    PRIMARY KEY (subscription_id, contact_id)
);
CREATE INDEX subscriber_of_contact ON subscriber (contact_id, subscription_id);

-- Who must get no mail. Digests, because it outlives the contact and so must hold no address.
CREATE TABLE unsubscribed_email (
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    digest          BYTEA                    NOT NULL,
    unsubscribed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (organisation_id, digest)
);

CREATE TABLE contact_import (
    -- A random UUID: what the client polls with.
    session_id      VARCHAR(36)              NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    -- IMPORTING or FINISHED.
    status          VARCHAR(20)              NOT NULL,
    -- How to import, as JSON text.
    settings        VARCHAR(1048576)         NOT NULL,
    -- The run that works on it, and until when it may be silent before another one takes over.
    lease_owner     VARCHAR(36),
    lease_until     TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at     TIMESTAMP WITH TIME ZONE
);
CREATE INDEX contact_import_due ON contact_import (status, lease_until);
CREATE INDEX contact_import_finished ON contact_import (status, finished_at);
CREATE INDEX contact_import_of_organisation ON contact_import (organisation_id);

CREATE TABLE contact_import_item (
    session_id      VARCHAR(36)  NOT NULL REFERENCES contact_import,
    -- The contact's place in the request, from 0 on.
    position        INTEGER      NOT NULL,
    organisation_id BIGINT       NOT NULL REFERENCES organisation,
    -- WAITING, CREATED, UPDATED or FAILED.
    outcome         VARCHAR(20)  NOT NULL,
    -- The contact as JSON text; gone once it is imported.
    contact         VARCHAR(200000),
    contact_id      BIGINT,
    -- Why it failed: the field and what it must be, without what was sent.
    failure         VARCHAR(1000),
    PRIMARY KEY (session_id, position)
);
CREATE INDEX contact_import_item_outcome ON contact_import_item (session_id, outcome, position);
