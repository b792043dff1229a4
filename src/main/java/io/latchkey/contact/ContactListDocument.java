package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Contacts, as a list at the top of the document. */
public record ContactListDocument(@JsonValue List<ContactDocument> contacts) {}
