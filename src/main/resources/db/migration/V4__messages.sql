-- Message templates. The texts are apart, so that a search reads only what it shows.
CREATE SEQUENCE message_template_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE message_template (
    id                 BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id    BIGINT                   NOT NULL REFERENCES organisation,
    -- EMAIL or SMS.
    channel            VARCHAR(10)              NOT NULL,
    name               VARCHAR(255)             NOT NULL,
    -- One tag or key a line.
    tags               VARCHAR(2100)            NOT NULL,
    subscriptions_keys VARCHAR(2100)            NOT NULL,
    -- The name and the tags in lower case: what the search looks into.
    search_text        VARCHAR(2400)            NOT NULL,
    created_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    version            BIGINT                   NOT NULL
);
CREATE INDEX message_template_of_organisation ON message_template (organisation_id, channel, id);

CREATE TABLE message_wording (
    template_id     BIGINT       NOT NULL REFERENCES message_template ON DELETE CASCADE,
    -- The translation's language; empty for the wording that the template was made with.
    language        VARCHAR(35)  NOT NULL,
    organisation_id BIGINT       NOT NULL REFERENCES organisation,
    -- The language that the client named; the same as above for a translation.
    language_code   VARCHAR(35)  NOT NULL,
    name            VARCHAR(255) NOT NULL,
    sender          VARCHAR(500) NOT NULL,
    subject         VARCHAR(998) NOT NULL,
    html_text       VARCHAR(500000),
    raw_html        VARCHAR(500000),
    amp_html        VARCHAR(500000),
    css             VARCHAR(200000),
    plain_text      VARCHAR(500000),
    track_urls      BOOLEAN      NOT NULL,
    PRIMARY KEY (template_id, language)
);
CREATE INDEX message_wording_organisation ON message_wording (organisation_id);

-- What one request sends, once for all of its recipients and as it was then, whatever becomes of the template.
CREATE SEQUENCE message_content_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE message_content (
    id              BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    channel         VARCHAR(10)              NOT NULL,
    -- 0 when it was sent without a template; a template may be deleted while its messages stay.
    template_id     BIGINT                   NOT NULL,
    name            VARCHAR(255)             NOT NULL,
    language_code   VARCHAR(35)              NOT NULL,
    sender          VARCHAR(1000)            NOT NULL,
    subject         VARCHAR(998)             NOT NULL,
    html_text       VARCHAR(750000),
    plain_text      VARCHAR(500000),
    -- One tag a line.
    tags            VARCHAR(2100)            NOT NULL,
    -- Whether the placeholders are filled in.
    personalised    BOOLEAN                  NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX message_content_of_organisation ON message_content (organisation_id, channel, id);

-- The outbox: one message to one recipient.
CREATE SEQUENCE message_seq START WITH 50 INCREMENT BY 50;
CREATE TABLE message (
    id                  BIGINT                   NOT NULL PRIMARY KEY,
    organisation_id     BIGINT                   NOT NULL REFERENCES organisation,
    -- By which the client polls the message.
    request_id          VARCHAR(36)              NOT NULL,
    content_id          BIGINT                   NOT NULL REFERENCES message_content,
    channel             VARCHAR(10)              NOT NULL,
    recipient           VARCHAR(320)             NOT NULL,
    contact_id          BIGINT,
    -- What fills the placeholders, as a JSON object.
    params              VARCHAR(65535)           NOT NULL,
    external_request_id VARCHAR(255),
    status              VARCHAR(20)              NOT NULL,
    -- How often the sending has been begun. Who raises it owns the attempt.
    attempts            INTEGER                  NOT NULL,
    -- When to send it, or to try again; null when there is nothing more to do.
    due_at              TIMESTAMP WITH TIME ZONE,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Why it was not delivered.
    detail              VARCHAR(500)             NOT NULL,
    CONSTRAINT message_request_id_key UNIQUE (request_id),
    -- A retried request finds the message that its first attempt has made.
    CONSTRAINT message_external_request_id_key UNIQUE (organisation_id, external_request_id, recipient)
);
-- The worker reads only what is due.
CREATE INDEX message_due ON message (channel, due_at, id);
CREATE INDEX message_of_organisation ON message (organisation_id, id);
CREATE INDEX message_of_content ON message (content_id, status);
CREATE INDEX message_of_recipient ON message (organisation_id, recipient, created_at, id);

-- What has become of a message, each kind of outcome once.
CREATE TABLE message_activity (
    message_id      BIGINT                   NOT NULL REFERENCES message,
    -- DELIVERED, UNDELIVERED, READ, CLICKED or UNSUBSCRIBED.
    status          VARCHAR(20)              NOT NULL,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    recipient       VARCHAR(320)             NOT NULL,
    happened_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (message_id, status)
);
CREATE INDEX message_activity_of_organisation
    ON message_activity (organisation_id, happened_at, message_id, status);
CREATE INDEX message_activity_of_recipient
    ON message_activity (organisation_id, recipient, happened_at, message_id, status);
CREATE INDEX message_activity_of_status
    ON message_activity (organisation_id, status, happened_at, message_id);
