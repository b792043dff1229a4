package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Messages to a contact, as a plain list. */
public record ContactMessageList(@JsonValue List<ContactMessage> messages) {}
