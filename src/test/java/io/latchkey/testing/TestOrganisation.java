package io.latchkey.testing;

/** An organisation in a database that has no server, for tests of SQL: just the rows that others refer to. */
public final class TestOrganisation {

    private static final String TIME = "TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z'";

    private TestOrganisation() {}

    /** Sees to it that there is one with this id. */
    public static void ensure(TestDatabase database, long id) {
        database.execute(
                "INSERT INTO organisation (id, name, last_key_number, created_at) SELECT ?, 'Org', 0, " + TIME
                        + " WHERE NOT EXISTS (SELECT 1 FROM organisation WHERE id = ?)",
                id,
                id);
    }

    /** The same, with an owner who has this id and this name, and with whose password nobody can sign in. */
    public static void ensureWithOwner(TestDatabase database, long id, long owner, String name) {
        ensure(database, id);
        database.execute(
                "INSERT INTO account_user (id, organisation_id, name, password_hash, role, created_at)"
                        + " SELECT ?, ?, ?, 'hash', 'OWNER', " + TIME
                        + " WHERE NOT EXISTS (SELECT 1 FROM account_user WHERE id = ?)",
                owner,
                id,
                name,
                owner);
    }
}
