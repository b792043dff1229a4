package io.latchkey.segment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Segments, as a list at the top of the document. */
public record GroupListDocument(@JsonValue List<GroupDocument> groups) {}
