package io.latchkey.testing;

/** Users and organisations that tests add to a server's database; each user has the first user's password. */
final class TestUsers {

    private static final String OTHER_OWNER = "other-owner";

    private final TestDatabase database;

    TestUsers(TestDatabase database) {
        this.database = database;
    }

    /** Adds a user to the first organisation. */
    void add(String name, String role) {
        add(name, role, organisation());
    }

    /** The id of the first organisation. */
    long organisation() {
        return Long.parseLong(database.value("SELECT organisation_id FROM account_user WHERE name = 'admin'"));
    }

    /** Adds a second organisation with an owner, unless there is one already; the owner's name. */
    String addOtherOrganisation() {
        int made = database.execute("INSERT INTO organisation (id, name, last_key_number, created_at)"
                + " SELECT 1000000, 'Other', 0, created_at FROM organisation"
                + " WHERE NOT EXISTS (SELECT 1 FROM organisation WHERE id = 1000000) FETCH FIRST 1 ROW ONLY");
        if (made > 0) {
            add(OTHER_OWNER, "OWNER", 1_000_000);
        }
        return OTHER_OWNER;
    }

    /** Adds one more organisation, without keys, with an owner of this name; its id. */
    long addOrganisation(String owner) {
        long id = Long.parseLong(database.value("SELECT MAX(id) + 1000000 FROM organisation"));
        database.execute(
                "INSERT INTO organisation (id, name, last_key_number, created_at)"
                        + " SELECT ?, 'More', 0, created_at FROM organisation FETCH FIRST 1 ROW ONLY",
                id);
        add(owner, "OWNER", id);
        return id;
    }

    private void add(String name, String role, long organisation) {
        database.execute(
                "INSERT INTO account_user (id, organisation_id, name, password_hash, role, created_at)"
                        + " SELECT (SELECT MAX(id) + 1000000 FROM account_user), ?, ?, password_hash, ?, created_at"
                        + " FROM account_user WHERE name = 'admin'",
                organisation,
                name,
                role);
    }
}
