-- Replaced by indexes of fewer keys.
DROP INDEX api_key_expiry;
DROP INDEX api_key_external_id;
DROP INDEX api_key_custom_right;
-- Served nothing but the deletion of a user's row, which stays.
DROP INDEX api_key_created_by;
