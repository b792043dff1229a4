-- Instead of api_key_external_id.
CREATE INDEX api_key_with_external_id ON api_key (organisation_id, external_id, number) WHERE external_id IS NOT NULL;
