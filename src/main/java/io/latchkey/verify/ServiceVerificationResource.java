package io.latchkey.verify;

import io.latchkey.caller.CallingKey;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers a service that asks whether a key that it was sent is valid. */
@Singleton
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public class ServiceVerificationResource {

    private final KeyVerifier verifier;
    private final VerifiedUses uses;
    private final CallingUser user;
    private final CallingKey callingKey;

    @Inject
    public ServiceVerificationResource(
            KeyVerifier verifier, VerifiedUses uses, CallingUser user, CallingKey callingKey) {
        this.verifier = verifier;
        this.uses = uses;
        this.user = user;
        this.callingKey = callingKey;
    }

    /**
     * Tells a service whether a key that it was sent is valid. Only keys of the asker's organisation are
     * accepted.
     */
    @Operation(
            summary = "Ask whether a key is valid",
            description = "Only keys of the caller's organisation are valid.")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE, ApiRole.EVERYTHING})
    public VerificationDocument ask(VerificationRequest asked) {
        long organisation = user.find().map(AccountPrincipal::organisationId).orElseGet(callingKey::organisationId);
        Question question = asked.question(organisation);
        Verdict verdict = verifier.verify(new KeyToken(asked.key()), question);
        uses.record(verdict, question, "");
        return VerificationDocument.of(verdict);
    }
}
