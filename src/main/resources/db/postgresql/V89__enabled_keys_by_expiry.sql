-- The keys that expire first. Few keys may have an expiry.
CREATE INDEX api_key_enabled_expiry ON api_key (organisation_id, expires_at, number)
    WHERE status = 'ENABLED' AND expires_at IS NOT NULL;
