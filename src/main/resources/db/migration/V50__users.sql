-- Where notices go; null for a user who gets none.
ALTER TABLE account_user ADD COLUMN email VARCHAR(254);
-- The same in lower case: an address is one user's in the whole installation, because it also finds who signs in.
ALTER TABLE account_user ADD COLUMN email_key VARCHAR(254);
ALTER TABLE account_user ADD CONSTRAINT account_user_email_key UNIQUE (email_key);
-- A session that began before it is over.
ALTER TABLE account_user ADD COLUMN password_changed_at TIMESTAMP WITH TIME ZONE;
-- Null while the user is one. Their row stays: keys say who made them, and nobody else is ever given the name.
ALTER TABLE account_user ADD COLUMN deleted_at TIMESTAMP WITH TIME ZONE;
CREATE INDEX account_user_page ON account_user (organisation_id, id);

-- An entry is about a key, or else about the user or setting that subject names.
ALTER TABLE audit_entry ALTER COLUMN key_number DROP NOT NULL;
ALTER TABLE audit_entry ADD COLUMN subject VARCHAR(255);
CREATE INDEX audit_entry_subject ON audit_entry (organisation_id, subject, position);
