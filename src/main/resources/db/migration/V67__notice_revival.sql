-- Which of a key's warnings a delivery is of, so that one that was no longer true is sent after all when it is true again.
-- Of earlier ones it is not known: they stay as they are.
ALTER TABLE notice_delivery ADD COLUMN stage INT;
CREATE INDEX notice_delivery_key ON notice_delivery (key_id, cause, deadline);
