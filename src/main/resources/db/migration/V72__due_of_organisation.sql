-- What is due of each organisation, so that they take turns in sending. H2 puts nulls first unless told otherwise.
CREATE INDEX message_due_of_organisation ON message (channel, organisation_id, due_at NULLS LAST, id);
CREATE INDEX notice_delivery_due_of_organisation ON notice_delivery (channel, organisation_id, due_at NULLS LAST);
