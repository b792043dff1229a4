-- Dropping an index waits for all that read the table, and all that read it later wait for that. While a backup runs, the start of this
-- version fails, rather than make requests wait for the backup.
SET LOCAL lock_timeout = '5s';
-- Replaced by indexes of fewer keys.
DROP INDEX api_key_expiry;
DROP INDEX api_key_external_id;
DROP INDEX api_key_custom_right;
-- Served nothing but the deletion of a user's row, which stays.
DROP INDEX api_key_created_by;
