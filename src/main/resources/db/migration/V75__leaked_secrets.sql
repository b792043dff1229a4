-- Whether a secret was reported as leaked. Nobody may import it, not even the organisation that it belongs or belonged to: an old file
-- would make it valid again. Of keys that are leaked now it is not known which secret was reported: all of them count.
ALTER TABLE api_key_secret ADD COLUMN leaked BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE ended_secret ADD COLUMN leaked BOOLEAN DEFAULT FALSE NOT NULL;

UPDATE api_key_secret SET leaked = TRUE WHERE key_id IN (SELECT id FROM api_key WHERE leaked_at IS NOT NULL);
