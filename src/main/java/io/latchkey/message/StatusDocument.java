package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The status of messages.
 *
 * @param results a list; for a single message, the status itself, as clients expect
 */
public record StatusDocument(
        @Schema(oneOf = {MessageState.class, MessageState[].class})
        @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<MessageState> results) {}
