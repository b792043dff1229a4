-- The last characters of a key, by which people tell it from others; null for one that was made elsewhere.
ALTER TABLE api_key ADD COLUMN hint VARCHAR(8);
