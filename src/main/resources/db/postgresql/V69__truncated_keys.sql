-- Row triggers hear nothing of TRUNCATE. Of it there is one message:
--   a          any key may be gone
CREATE FUNCTION latchkey_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('latchkey_changes', 'a');
    RETURN NULL;
END $$;

CREATE TRIGGER latchkey_truncated AFTER TRUNCATE ON api_key
    FOR EACH STATEMENT EXECUTE FUNCTION latchkey_truncated();
CREATE TRIGGER latchkey_secrets_truncated AFTER TRUNCATE ON api_key_secret
    FOR EACH STATEMENT EXECUTE FUNCTION latchkey_truncated();
CREATE TRIGGER latchkey_rights_truncated AFTER TRUNCATE ON custom_right
    FOR EACH STATEMENT EXECUTE FUNCTION latchkey_truncated();
