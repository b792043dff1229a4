-- A letter in lower case may be two (the Turkish I with a dot): a name of 255 characters and 20 tags of 100, with a line end each.
ALTER TABLE message_template ALTER COLUMN search_text SET DATA TYPE VARCHAR(4600);
