package io.latchkey.contact;

import java.util.List;

/**
 * The e-mail addresses of contacts.
 *
 * @param results the addresses, in the order of the contacts' ids
 */
public record ContactEmailsDocument(List<ContactEmail> results) {

    /** A contact's e-mail address. */
    public record ContactEmail(long contactId, String email) {}
}
