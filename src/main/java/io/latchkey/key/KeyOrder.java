package io.latchkey.key;

/** What a list of keys may be ordered by. */
public enum KeyOrder {
    /** Also the order of creation. */
    NUMBER("k.number"),
    CREATOR("k.createdBy.name"),
    ACCESS_RIGHT("k.accessRight"),
    DESCRIPTION("LOWER(k.description)"),
    /** A key never used comes before all others. */
    LAST_USE("k.lastUsedAt"),
    /** The order of the days that are left before automatic disabling. */
    INACTIVITY("k.idleSince");

    private final String expression;

    KeyOrder(String expression) {
        this.expression = expression;
    }

    String clause(boolean descending) {
        String order = expression + (descending ? " DESC NULLS LAST" : " NULLS FIRST");
        return this == NUMBER ? "k.number" + (descending ? " DESC" : "") : order + ", k.number";
    }
}
