package io.latchkey.account;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.CallingKey;
import io.latchkey.key.ApiKeys;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.Organisations;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** The account that the calling key belongs to. Any enabled key may read it. */
@Singleton
@Path("{version: v[123]}/account")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ApiRole.KEY)
public class AccountResource {

    private final CallingKey caller;
    private final Organisations organisations;
    private final Accounts accounts;
    private final ApiKeys keys;

    @Inject
    public AccountResource(CallingKey caller, Organisations organisations, Accounts accounts, ApiKeys keys) {
        this.caller = caller;
        this.organisations = organisations;
        this.accounts = accounts;
        this.keys = keys;
    }

    /** Returns the organisation's name and the creator of the key. */
    @Operation(summary = "Read the name of the organisation, and who created the key")
    @GET
    @Path("info")
    public AccountInfo info() {
        ApiKeyPrincipal key = caller.get();
        long creator = keys.find(key.organisationId(), key.keyNumber())
                .orElseThrow(NotFoundException::new)
                .createdBy();
        String name = accounts.names(key.organisationId(), List.of(creator)).get(creator);
        Optional<String> email = accounts.email(key.organisationId(), creator)
                .or(() -> Optional.of(name).filter(address -> address.contains("@")));
        return organisations
                .find(key.organisationId())
                .map(organisation -> new AccountInfo(organisation.id(), organisation.name(), name, email))
                .orElseThrow(NotFoundException::new);
    }
}
