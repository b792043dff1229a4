-- The same for secrets that have been deleted.
ALTER TABLE ended_secret ADD COLUMN leaked BOOLEAN DEFAULT FALSE NOT NULL;
