package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Activities, as a plain list. */
public record ActivityList(@JsonValue List<ActivityDocument> activities) {}
