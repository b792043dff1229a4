-- Tells each node what it may no longer let a request in by. The database says it, with the transaction that made the change,
-- so that no writer can forget to: not this product, nor an operator's own statement.
--   k<id>      a key, one of its secrets or a custom right was changed or deleted
--   s<digest>  a secret was made
-- A use is no change: the columns that a flush of last uses writes fire nothing, unless they go backwards.

CREATE FUNCTION latchkey_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('latchkey_changes', 'k' || OLD.id);
    RETURN NULL;
END $$;

CREATE FUNCTION latchkey_secret_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('latchkey_changes', 'k' || OLD.key_id);
    RETURN NULL;
END $$;

CREATE FUNCTION latchkey_secret_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('latchkey_changes', 's' || encode(NEW.digest, 'hex'));
    RETURN NULL;
END $$;

-- Every change by the product counts the version up.
CREATE TRIGGER latchkey_changed
    AFTER UPDATE OF version, organisation_id, number, status, disabled_by, access_right, custom_right_id, expires_at,
        networks, external_id, labels, rate_limit, quota_requests, quota_period ON api_key
    FOR EACH ROW EXECUTE FUNCTION latchkey_changed();
CREATE TRIGGER latchkey_put_back
    AFTER UPDATE OF idle_since ON api_key
    FOR EACH ROW WHEN (NEW.idle_since < OLD.idle_since) EXECUTE FUNCTION latchkey_changed();
CREATE TRIGGER latchkey_deleted
    AFTER DELETE ON api_key
    FOR EACH ROW EXECUTE FUNCTION latchkey_changed();

CREATE TRIGGER latchkey_secret_changed
    AFTER UPDATE OF valid_until, digest, key_id ON api_key_secret
    FOR EACH ROW EXECUTE FUNCTION latchkey_secret_changed();
CREATE TRIGGER latchkey_secret_deleted
    AFTER DELETE ON api_key_secret
    FOR EACH ROW EXECUTE FUNCTION latchkey_secret_changed();
CREATE TRIGGER latchkey_secret_made
    AFTER INSERT ON api_key_secret
    FOR EACH ROW EXECUTE FUNCTION latchkey_secret_made();

CREATE TRIGGER latchkey_right_changed
    AFTER UPDATE OR DELETE ON custom_right
    FOR EACH ROW EXECUTE FUNCTION latchkey_changed();
