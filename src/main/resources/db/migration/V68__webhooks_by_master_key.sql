-- What is sealed under each version of the master key, in the order in which it is sealed anew.
CREATE INDEX organisation_webhook_master_key ON organisation_webhook (master_key_version, organisation_id);
