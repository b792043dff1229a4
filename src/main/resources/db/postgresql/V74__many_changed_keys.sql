-- One statement, such as an operator's own, may change millions of keys. Their messages would reach every node at once, at the commit.
-- From the 10,001st change of a transaction on, there is one message for all: "a", any key may have changed (PostgreSQL sends equal
-- messages of a transaction once). The changes are counted in a setting that ends with the transaction; it is empty when a transaction
-- before had it.
--
-- Both functions count by themselves: one that they called would have to be in the search path of the session that makes the change, and
-- one instead of both would need new triggers, which wait for every transaction that has used a secret's row.

CREATE OR REPLACE FUNCTION latchkey_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes INT := COALESCE(NULLIF(current_setting('latchkey.changes', true), '')::INT, 0) + 1;
BEGIN
    IF changes > 10000 THEN
        PERFORM pg_notify('latchkey_changes', 'a');
    ELSE
        PERFORM set_config('latchkey.changes', changes::TEXT, true);
        PERFORM pg_notify('latchkey_changes', 'k' || OLD.id);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION latchkey_secret_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changes INT := COALESCE(NULLIF(current_setting('latchkey.changes', true), '')::INT, 0) + 1;
BEGIN
    IF changes > 10000 THEN
        PERFORM pg_notify('latchkey_changes', 'a');
    ELSE
        PERFORM set_config('latchkey.changes', changes::TEXT, true);
        PERFORM pg_notify('latchkey_changes', 'k' || OLD.key_id);
    END IF;
    RETURN NULL;
END $$;
