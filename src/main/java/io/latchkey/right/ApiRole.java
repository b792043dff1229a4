package io.latchkey.right;

/** The roles that protect methods of the guarded API; each method names one with {@code @RolesAllowed}. */
public final class ApiRole {

    /** Any enabled API key. */
    public static final String KEY = "api-key";
    /** Sends events. */
    public static final String EVENTS_SEND = "events.send";
    /** Deletes events. */
    public static final String EVENTS_DELETE = "events.delete";
    /** Adds and updates contacts, their segments and subscriptions, and orders. */
    public static final String CONTACTS_WRITE = "contacts.write";
    /** Reads, searches and exports contacts. */
    public static final String CONTACTS_READ = "contacts.read";
    /** Deletes contacts, and removes addresses from the list of those that get no mail. */
    public static final String CONTACTS_DELETE = "contacts.delete";
    /** Reads and changes message templates, sends messages, reads their status. */
    public static final String MESSAGES = "messages";

    /** Everything that requires full access. */
    public static final String EVERYTHING = "everything";

    private ApiRole() {}
}
