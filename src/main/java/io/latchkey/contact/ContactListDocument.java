package io.latchkey.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Contacts, as a top-level list. */
public record ContactListDocument(@JsonValue List<ContactDocument> contacts) {}
