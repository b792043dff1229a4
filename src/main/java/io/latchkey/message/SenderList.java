package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Senders, as a plain list. */
public record SenderList(@JsonValue List<SenderDocument> senders) {}
