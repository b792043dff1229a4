package io.latchkey.segment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Segments, as a top-level list. */
public record GroupListDocument(@JsonValue List<GroupDocument> groups) {}
