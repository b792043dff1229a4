package io.latchkey.usage;

import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeys;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;

/** The activity of a key of the caller's organisation, for investigating suspected misuse. */
@Singleton
@Path("v1/keys/{number: [0-9]{1,18}}/activity")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class KeyActivityResource {

    private final ApiKeys keys;
    private final KeyActivityReader reader;
    private final CallingUser user;

    @Inject
    public KeyActivityResource(ApiKeys keys, KeyActivityReader reader, CallingUser user) {
        this.keys = keys;
        this.reader = reader;
        this.user = user;
    }

    /** Returns the requests per day, and the last ones with their origin. */
    @Operation(summary = "Read the activity of a key: requests per day, and its last uses")
    @GET
    public KeyActivityDocument read(@PathParam("number") long number) throws SQLException {
        ApiKey key = keys.find(user.organisationId(), number).orElseThrow(NotFoundException::new);
        return reader.read(key);
    }
}
