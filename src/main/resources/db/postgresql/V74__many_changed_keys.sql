-- One statement, such as an operator's own, may change millions of keys. Their messages would reach every node at once, at the commit.
-- From the 10,001st change of a transaction on, there is one message for all: "a", any key may have changed (PostgreSQL sends equal
-- messages of a transaction once).

CREATE FUNCTION latchkey_notify_changed(id BIGINT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    -- A setting that the transaction's end resets; empty is what a setting of an earlier transaction leaves behind.
    changes INT := COALESCE(NULLIF(current_setting('latchkey.changes', true), '')::INT, 0) + 1;
BEGIN
    IF changes > 10000 THEN
        PERFORM pg_notify('latchkey_changes', 'a');
    ELSE
        PERFORM set_config('latchkey.changes', changes::TEXT, true);
        PERFORM pg_notify('latchkey_changes', 'k' || id);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION latchkey_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM latchkey_notify_changed(OLD.id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION latchkey_secret_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM latchkey_notify_changed(OLD.key_id);
    RETURN NULL;
END $$;
