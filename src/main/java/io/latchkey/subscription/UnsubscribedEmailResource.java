package io.latchkey.subscription;

import io.latchkey.caller.CallingKey;
import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.database.ConflictRetry;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.Done;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses that must not receive mail. One client omits the last letter of the path. */
@Singleton
@Path("v1/emails/{list: unsubscribed?}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.CONTACTS_WRITE)
public class UnsubscribedEmailResource {

    private final CallingKey caller;
    private final UnsubscribedEmailWriter unsubscribed;

    @Inject
    public UnsubscribedEmailResource(CallingKey caller, UnsubscribedEmailWriter unsubscribed) {
        this.caller = caller;
        this.unsubscribed = unsubscribed;
    }

    /** Adds addresses to the list. */
    @Operation(summary = "Add e-mail addresses to the list of unsubscribed ones")
    @Parameter(
            in = ParameterIn.PATH,
            name = "list",
            description = "either name is accepted",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"unsubscribed", "unsubscribe"}))
    @POST
    @Path("add")
    @Consumes(MediaType.APPLICATION_JSON)
    public Done add(EmailListRequest request) throws SQLException {
        long organisation = caller.organisationId();
        List<Address> emails = parse(request);
        return ConflictRetry.call(() -> {
            unsubscribed.add(organisation, emails);
            return new Done();
        });
    }

    /**
     * Removes addresses from the list; those not on it are ignored. Whoever only adds and changes contacts
     * must not bring mail to people who have refused it.
     */
    @Operation(summary = "Remove e-mail addresses from the list of unsubscribed ones")
    @Parameter(
            in = ParameterIn.PATH,
            name = "list",
            description = "either name is accepted",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"unsubscribed", "unsubscribe"}))
    @POST
    @Path("delete")
    @RolesAllowed(ApiRole.CONTACTS_DELETE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Done delete(EmailListRequest request) throws SQLException {
        long organisation = caller.organisationId();
        List<Address> emails = parse(request);
        return ConflictRetry.call(() -> {
            unsubscribed.remove(organisation, emails);
            return new Done();
        });
    }

    private static List<Address> parse(EmailListRequest request) {
        List<Address> emails = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < request.emails().size(); i++) {
            Optional<Address> email = ChannelType.EMAIL.parse(request.emails().get(i));
            email.ifPresent(emails::add);
            if (email.isEmpty()) {
                errors.add(new FieldError("emails[" + i + "]", "must be an e-mail address"));
            }
        }
        ProblemException.throwIfAny(errors);
        return emails.stream().distinct().toList();
    }
}
