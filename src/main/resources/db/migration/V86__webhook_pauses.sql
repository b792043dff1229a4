-- That an organisation's calls wait, because its webhook was unreachable or slow. Each of them is postponed by more
-- than two days, and released when it is its turn: however many there are, a pause that goes on costs one row, and each
-- call one write a day.
CREATE TABLE webhook_pause (
    organisation_id BIGINT NOT NULL PRIMARY KEY REFERENCES organisation,
    -- How many calls in a row have found the webhook unreachable; one after a slow call.
    failures        INT    NOT NULL,
    -- Null if no call waits.
    ends_at         TIMESTAMP WITH TIME ZONE
);
-- H2 puts nulls first unless told otherwise.
CREATE INDEX webhook_pause_end ON webhook_pause (ends_at NULLS LAST);
