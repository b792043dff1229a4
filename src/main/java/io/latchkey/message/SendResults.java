package io.latchkey.message;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The results for a request's recipients, in the order of the request.
 *
 * @param id always 0, as clients expect
 * @param results a list; for a single recipient, the result itself, as clients expect
 */
public record SendResults(
        long id,

        @Schema(oneOf = {SendResult.class, SendResult[].class})
        @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<SendResult> results) {}
