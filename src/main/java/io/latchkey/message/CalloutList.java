package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Callouts, as a plain list. */
public record CalloutList(@JsonValue List<CalloutDocument> callouts) {}
