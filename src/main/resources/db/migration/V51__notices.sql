-- Where an organisation's programs are told what concerns its keys; the secret signs what is sent there.
CREATE TABLE organisation_webhook (
    organisation_id BIGINT                   NOT NULL PRIMARY KEY REFERENCES organisation,
    url             VARCHAR(2000)            NOT NULL,
    -- Under AES-256-GCM; the master key is never in the database.
    sealed_secret   BYTEA                    NOT NULL,
    -- Of the master key.
    master_version  INT                      NOT NULL,
    changed_at      TIMESTAMP WITH TIME ZONE NOT NULL
);

-- That a notice was made, so that none is made twice. It is forgotten a while after its deadline.
CREATE TABLE notice (
    key_id          BIGINT                   NOT NULL REFERENCES api_key ON DELETE CASCADE,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    cause           VARCHAR(20)              NOT NULL,
    -- When the key is disabled, or was.
    deadline        TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Days before the deadline.
    stage           INT                      NOT NULL,
    PRIMARY KEY (key_id, cause, deadline, stage)
);
CREATE INDEX notice_deadline ON notice (deadline);

-- A notice on its way to one address. It stays when its key is deleted.
CREATE TABLE notice_delivery (
    -- Of each attempt, so that a receiver can tell a second copy.
    id              VARCHAR(36)              NOT NULL PRIMARY KEY,
    organisation_id BIGINT                   NOT NULL REFERENCES organisation,
    key_id          BIGINT                   NOT NULL,
    cause           VARCHAR(20)              NOT NULL,
    deadline        TIMESTAMP WITH TIME ZONE NOT NULL,
    channel         VARCHAR(20)              NOT NULL,
    -- The e-mail address; empty for the organisation's webhook.
    recipient       VARCHAR(254)             NOT NULL,
    subject         VARCHAR(255)             NOT NULL,
    content         VARCHAR(10000)           NOT NULL,
    status          VARCHAR(20)              NOT NULL,
    attempts        INT                      NOT NULL,
    -- When the next attempt is due, or counts as lost; null once nothing is to be done.
    due_at          TIMESTAMP WITH TIME ZONE,
    finished_at     TIMESTAMP WITH TIME ZONE,
    -- What was wrong with the last attempt.
    detail          VARCHAR(500)             NOT NULL
);
CREATE INDEX notice_delivery_due ON notice_delivery (channel, due_at);
CREATE INDEX notice_delivery_finished ON notice_delivery (finished_at);

-- Up to which deadline, and which key of that deadline, the keys have been looked at: none is looked at twice, however many
-- are within a stage. The row's lock keeps the nodes apart.
CREATE TABLE notice_progress (
    cause    VARCHAR(20) NOT NULL,
    stage    INT         NOT NULL,
    deadline TIMESTAMP WITH TIME ZONE,
    key_id   BIGINT      NOT NULL,
    PRIMARY KEY (cause, stage)
);
INSERT INTO notice_progress VALUES ('INACTIVITY', 14, NULL, 0);
INSERT INTO notice_progress VALUES ('INACTIVITY', 3, NULL, 0);
INSERT INTO notice_progress VALUES ('INACTIVITY', 1, NULL, 0);
INSERT INTO notice_progress VALUES ('EXPIRY', 14, NULL, 0);
INSERT INTO notice_progress VALUES ('EXPIRY', 3, NULL, 0);
INSERT INTO notice_progress VALUES ('EXPIRY', 1, NULL, 0);

-- With the id, so that keys of one time are gone through in order, too.
DROP INDEX api_key_idle;
CREATE INDEX api_key_idle ON api_key (status, idle_since, id);
DROP INDEX api_key_expiry;
CREATE INDEX api_key_expiry ON api_key (status, expires_at, id);
