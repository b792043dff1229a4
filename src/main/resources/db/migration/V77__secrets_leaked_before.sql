-- Of the keys that are leaked now it is not known which secret was reported: all of them count. A leaked key is disabled, and an index
-- finds the disabled ones. A migration of its own, so that no table is locked while they are searched.
UPDATE api_key_secret SET leaked = TRUE
WHERE key_id IN (SELECT id FROM api_key WHERE status = 'DISABLED' AND leaked_at IS NOT NULL);
