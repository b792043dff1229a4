package io.latchkey.compatibility;

import static io.latchkey.compatibility.Form.knowing;
import static io.latchkey.compatibility.Form.listOf;
import static io.latchkey.compatibility.Form.oneOrSomeOf;
import static io.latchkey.compatibility.Form.reading;
import static io.latchkey.compatibility.Form.some;
import static io.latchkey.compatibility.Form.someOf;

/** What a method of a client reads of an answer. */
enum Reading {
    /** Nothing in particular. */
    ANYTHING(some()),
    LIST(listOf(some())),
    ID(reading("id")),
    VERSION(knowing("version", "protocolVersion")),
    ADDRESS_BOOK(reading().and(knowing("addressBookId", "name").maybe(listOf(some()), "fieldGroups"), "addressBook")),
    CALLOUTS(someOf(
            knowing("calloutName", "date", "sent", "delivered", "errors").maybe(some(), "groupId", "groupName"))),
    CONTACT(contact()),
    CONTACTS(someOf(contact())),
    EMAILS(reading().and(someOf(reading("contactId", "email")), "results")),
    GROUPS(someOf(group())),
    IMPORT(reading("asyncSessionId").and(listOf(reading("channels")), "failedContacts")),
    TEMPLATE(template("subject", "htmlText")),
    TEMPLATES(someOf(template())),
    STATUSES(reading()
            .and(oneOrSomeOf("status", knowing("id", "status", "requestId", "failed", "delivered")), "results")),
    SENT(reading().and(oneOrSomeOf("locator", sent()), "results")),
    /** A list in any case. */
    SENT_LIST(reading().and(someOf(sent()), "results"));

    private final Form form;

    Reading(Form form) {
        this.form = form;
    }

    Form form() {
        return form;
    }

    private static Form contact() {
        return knowing("id")
                .and(listOf(knowing("type", "value")), "channels")
                .maybe(some(), "firstName", "lastName", "addressBookId", "contactKey")
                .maybe(knowing().maybe(some(), "region", "town", "address", "postcode"), "address")
                .maybe(listOf(knowing("id", "value")), "fields")
                .maybe(listOf(group()), "groups");
    }

    private static Form group() {
        return knowing("id", "name", "type");
    }

    private static Form template(String... texts) {
        return knowing("id", "name", "from")
                .and(some(), texts)
                .maybe(some(), "subject", "htmlText")
                .maybe(listOf(some()), "tags");
    }

    private static Form sent() {
        return knowing("id", "locator", "status").maybe(some(), "requestId", "message");
    }
}
