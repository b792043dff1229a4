-- Whether a secret was reported as leaked. Nobody may import it, not even the organisation that it belongs to: an old file would make it
-- valid again. Each of the two tables has a migration of its own, since other nodes lock rows of both, in either order.
ALTER TABLE api_key_secret ADD COLUMN leaked BOOLEAN DEFAULT FALSE NOT NULL;
