-- The keys that become inactive first: with the next index, the order by the time left.
CREATE INDEX api_key_enabled_idle ON api_key (organisation_id, idle_since, number) WHERE status = 'ENABLED';
