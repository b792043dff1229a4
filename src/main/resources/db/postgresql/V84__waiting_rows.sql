-- What waits, in the order in which it is due: of everybody, and of each organisation. A row that is finished is in neither.
--
-- attempts >= 0 is true of every row. Only a query that says so can use the index of what waits of everybody: when PostgreSQL's
-- statistics are from a time when little was due, it would take it for the rows of one organisation, too, and read those of all others.
CREATE INDEX message_waiting ON message (channel, due_at, id) WHERE due_at IS NOT NULL AND attempts >= 0;
CREATE INDEX message_waiting_of_organisation ON message (channel, organisation_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX notice_delivery_waiting ON notice_delivery (channel, due_at) WHERE due_at IS NOT NULL AND attempts >= 0;
CREATE INDEX notice_delivery_waiting_of_organisation ON notice_delivery (channel, organisation_id, due_at)
    WHERE due_at IS NOT NULL;
