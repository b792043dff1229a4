-- As in V82: the start of this version fails, rather than make requests wait for a backup.
SET LOCAL lock_timeout = '5s';

-- Whoever reads from the oldest row on passes what was finished or deleted since the last vacuum. By default, PostgreSQL waits until that
-- is a fifth of the table.
ALTER TABLE message SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE notice_delivery SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE notice SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE event SET (autovacuum_vacuum_scale_factor = 0.02);

-- Room in each page for the next version of a row. No index has the columns that are written with each use of a secret, a key's day and
-- its quota: with room in the page, no index gets an entry. A key stays in its page. Pages that are full stay so for now.
ALTER TABLE api_key SET (fillfactor = 90);
ALTER TABLE api_key_secret SET (fillfactor = 90);
ALTER TABLE api_key_day SET (fillfactor = 80);
ALTER TABLE api_key_quota SET (fillfactor = 80);

-- Replaced by indexes of what waits. Until it is replaced, too, an older version reads all messages of an organisation to find those
-- that are due.
DROP INDEX message_due;
DROP INDEX message_due_of_organisation;
DROP INDEX notice_delivery_due;
DROP INDEX notice_delivery_due_of_organisation;
