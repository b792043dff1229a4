package io.latchkey.contactimport;

/** An import is stored in a way that this version does not know, since a later one has accepted it. */
final class UnreadableImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The cause is left out, as it may quote a contact. */
    UnreadableImportException(String sessionId, Class<?> type) {
        super("Import " + sessionId + " has a " + type.getSimpleName() + " that this version cannot read");
    }
}
