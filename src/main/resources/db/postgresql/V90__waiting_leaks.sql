-- What waits of each organisation's leaked keys, as it goes before the warnings. H2 looks for it in what waits of the organisation.
CREATE INDEX notice_delivery_waiting_leak ON notice_delivery (channel, organisation_id, due_at)
    WHERE due_at IS NOT NULL AND cause = 'LEAK';
