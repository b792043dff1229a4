-- Instead of api_key_custom_right.
CREATE INDEX api_key_with_custom_right ON api_key (organisation_id, custom_right_id) WHERE custom_right_id IS NOT NULL;
