-- An organisation's disabled keys, in the order of the list. A key that is not in an index adds no entry to it when its last use is
-- written. This index and the next three have a migration each, so that keys can be written between two of them.
CREATE INDEX api_key_disabled ON api_key (organisation_id, number) WHERE status = 'DISABLED';
