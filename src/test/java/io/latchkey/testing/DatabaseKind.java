package io.latchkey.testing;

/** The databases that the product runs on. */
public enum DatabaseKind {
    H2,
    POSTGRESQL
}
