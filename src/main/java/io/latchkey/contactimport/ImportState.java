package io.latchkey.contactimport;

/** Whether an import is finished; as stored, and as told to clients. */
enum ImportState {
    IMPORTING,
    FINISHED
}
