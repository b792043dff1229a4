-- What an e-mail consists of, as a digest: an organisation that sends the same again uses what is stored. Null for text messages, and for
-- what older versions store, which is never used again.
ALTER TABLE message_content ADD COLUMN digest VARCHAR(43);
CREATE UNIQUE INDEX message_content_digest ON message_content (organisation_id, digest);
-- The id by which clients know what one request has sent, if it is not that of the content.
ALTER TABLE message ADD COLUMN instance_id BIGINT;
