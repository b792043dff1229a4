-- An organisation's enabled keys, in the order of the list, as api_key_disabled has the others. This index and the next two have a
-- migration each, so that keys can be written between two of them. Each adds an entry to every last use that is written (ADR 10).
CREATE INDEX api_key_enabled ON api_key (organisation_id, number) WHERE status = 'ENABLED';
