package io.latchkey.message;

import io.latchkey.caller.CallingKey;
import io.latchkey.outbox.ActivityPlace;
import io.latchkey.outbox.ActivityQuery;
import io.latchkey.outbox.ActivityStatus;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.PageRequest;
import io.latchkey.right.ApiRole;
import io.latchkey.template.Channel;
import io.latchkey.template.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * Lists the outcomes of messages to contacts in a time range, in chronological order, at each of its
 * addresses.
 */
@RolesAllowed(ApiRole.CONTACTS_READ)
public abstract class Activities {

    private static final String NOT_SEARCHED = "cannot be searched by";

    private final CallingKey caller;
    private final ActivityPages pages;

    Activities(CallingKey caller, ActivityPages pages) {
        this.caller = caller;
        this.pages = pages;
    }

    /**
     * Returns a page of outcomes; the last entry's {@code offset} leads to the next page, at the same cost
     * anywhere in the list. With a tag, all outcomes between two that have it are read: if few have it, a long range
     * may take longer than the database allows (503). {@code startindex} counts from there, and each row that it
     * skips has a cost.
     *
     * @param dateTo the end of the range; a date includes the whole day
     * @param email only this recipient
     * @param sms only this recipient
     */
    @Operation(
            summary = "List the outcomes of messages to contacts",
            description = "Pass the offset of the last entry to get the next page.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ActivityDocument.class))))
    @GET
    public Response activity(
            @Parameter(description = Period.FROM, required = true) @QueryParam("dateFrom") @DefaultValue("")
                    String dateFrom,
            @Parameter(description = Period.TO, required = true) @QueryParam("dateTo") @DefaultValue("") String dateTo,
            @Parameter(description = "only this recipient") @QueryParam("email") @DefaultValue("") String email,
            @Parameter(description = "only this recipient, if email is left out") @QueryParam("sms") @DefaultValue("")
                    String sms,
            @Parameter(description = "refused: cannot be searched for")
                    @QueryParam("webPushToken")
                    @Null(message = NOT_SEARCHED)
                    String webPushToken,
            @Parameter(description = "refused: cannot be searched for")
                    @QueryParam("mobPushToken")
                    @Null(message = NOT_SEARCHED)
                    String mobPushToken,
            @Parameter(description = "only messages with this tag, in this spelling")
                    @QueryParam("messageTag")
                    @DefaultValue("")
                    @Size(max = 100)
                    @OneLine
                    String messageTag,
            @Parameter(description = "only this outcome")
                    @QueryParam("activityStatus")
                    @DefaultValue("")
                    @Pattern(
                            regexp = "|DELIVERED|UNDELIVERED|READ|UNSUBSCRIBED|CLICKED|SPAM",
                            message = "must be one of: DELIVERED, UNDELIVERED, READ, UNSUBSCRIBED, CLICKED, SPAM")
                    String activityStatus,
            @Parameter(description = "the offset of the last entry seen") @QueryParam("offset") @DefaultValue("")
                    String offset,
            @Parameter(description = "the first row after the offset, starting at 1")
                    @QueryParam("startindex")
                    @DefaultValue("1")
                    @Min(1)
                    @Max(PageRequest.MAX_START)
                    int startindex,
            @Parameter(description = "rows per page") @QueryParam("maxrows") @DefaultValue("25000") @Min(1) @Max(25_000)
                    int maxrows) {
        Period period = Period.of(dateFrom, dateTo);
        ActivityQuery query = new ActivityQuery(
                caller.organisationId(),
                place(period.from(), offset),
                period.until(),
                recipient("email", Channel.EMAIL, email).or(() -> recipient("sms", Channel.SMS, sms)),
                Optional.of(activityStatus).filter(status -> !status.isEmpty()).map(ActivityStatus::valueOf),
                Optional.of(messageTag).filter(tag -> !tag.isBlank()));
        return pages.answer(query, startindex - 1, maxrows);
    }

    private static ActivityPlace place(Instant from, String offset) {
        ActivityPlace start = ActivityPlace.before(from);
        if (offset.isBlank()) {
            return start;
        }
        ActivityPlace after = ActivityPlace.parse(offset)
                .orElseThrow(() ->
                        ProblemException.invalid("offset", "must be the offset of an entry in an earlier response"));
        return after.happenedAt().isBefore(from) ? start : after;
    }

    /**
     * Returns the normal form of a recipient's address; empty if it is blank.
     *
     * @throws ProblemException 400, naming the field, when it is not an address of the channel
     */
    static Optional<String> recipient(String field, Channel channel, String address) {
        if (address.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(channel.normalise(address)
                .orElseThrow(() -> ProblemException.invalid(field, "must be valid for the channel " + channel.word())));
    }
}
