package io.latchkey.contactimport;

/** What has become of a contact of an import, as stored. */
enum ItemOutcome {
    WAITING,
    CREATED,
    UPDATED,
    FAILED
}
