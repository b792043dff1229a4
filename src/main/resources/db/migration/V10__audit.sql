-- The head of each organisation's audit log. Its row lock puts the entries of an organisation in one order.
CREATE TABLE audit_chain (
    organisation_id BIGINT                   NOT NULL PRIMARY KEY REFERENCES organisation,
    last_position   BIGINT                   NOT NULL,
    last_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    head            VARCHAR(64)              NOT NULL
);

-- Entries are added and never changed; docs/audit.md says what a digest covers.
CREATE TABLE audit_entry (
    organisation_id BIGINT                   NOT NULL REFERENCES audit_chain,
    -- 1, 2, 3, ... in the organisation, without gaps.
    position        BIGINT                   NOT NULL,
    -- Never before the entry before it.
    at              TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_kind      VARCHAR(20)              NOT NULL,
    actor           VARCHAR(255)             NOT NULL,
    address         VARCHAR(100),
    action          VARCHAR(40)              NOT NULL,
    key_number      BIGINT                   NOT NULL,
    before_change   VARCHAR(40000),
    after_change    VARCHAR(40000),
    digest          VARCHAR(64)              NOT NULL,
    PRIMARY KEY (organisation_id, position)
);
CREATE INDEX audit_entry_at ON audit_entry (organisation_id, at, position);
CREATE INDEX audit_entry_action ON audit_entry (organisation_id, action, position);
CREATE INDEX audit_entry_key ON audit_entry (organisation_id, key_number, position);
CREATE INDEX audit_entry_actor ON audit_entry (organisation_id, actor, position);
