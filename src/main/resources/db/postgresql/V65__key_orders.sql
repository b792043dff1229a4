-- The orders of the list that people choose, each from its index. The last use is written with idle_since, which has one too.
CREATE INDEX api_key_access_right ON api_key (organisation_id, access_right, number);
CREATE INDEX api_key_description ON api_key (organisation_id, LOWER(description), number);
CREATE INDEX api_key_last_use ON api_key (organisation_id, last_used_at NULLS FIRST, number);
