-- When a secret of the key was reported as leaked; null again once the key has been rotated since.
ALTER TABLE api_key ADD COLUMN leaked_at TIMESTAMP WITH TIME ZONE;
