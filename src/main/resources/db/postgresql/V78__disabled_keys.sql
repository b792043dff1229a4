-- An organisation's disabled keys, in the order of the list. Each of these indexes of keys has a migration of its own, so that keys can be
-- written between two of them; and those that have only some of the keys cost nothing when the last use of another one is written.
CREATE INDEX api_key_disabled ON api_key (organisation_id, number) WHERE status = 'DISABLED';
