-- With the rest of a row's key, so that what is forgotten is gone through in order and once.
DROP INDEX api_key_day_old;
CREATE INDEX api_key_day_old ON api_key_day (used_on, key_id);
DROP INDEX api_key_use_old;
CREATE INDEX api_key_use_old ON api_key_use (used_at, id);
