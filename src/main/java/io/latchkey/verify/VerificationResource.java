package io.latchkey.verify;

import io.latchkey.caller.CallingKey;
import io.latchkey.key.PresentedKey;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.limit.RequestLimits;
import io.latchkey.network.Cidr;
import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.CallingUser;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemResponses;
import io.latchkey.right.ApiRole;
import io.latchkey.security.AuthorizationHeader;
import io.latchkey.security.BasicCredentials;
import io.latchkey.security.BearerToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Answers whether a key is valid for a request to another service. */
@Singleton
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public class VerificationResource {

    private static final String CHALLENGE = "Basic realm=\"Latchkey key\", charset=\"UTF-8\"";

    private final KeyVerifier verifier;
    private final VerifiedUses uses;
    private final KeyHeaders headers;
    private final Accounts accounts;
    private final CallingUser user;
    private final CallingKey callingKey;
    private final ClientAddress clientAddress;
    private final ProblemResponses problems;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public VerificationResource(
            KeyVerifier verifier,
            VerifiedUses uses,
            KeyHeaders headers,
            Accounts accounts,
            CallingUser user,
            CallingKey callingKey,
            ClientAddress clientAddress,
            ProblemResponses problems,
            HttpServletRequest request) {
        this.verifier = verifier;
        this.uses = uses;
        this.headers = headers;
        this.accounts = accounts;
        this.user = user;
        this.callingKey = callingKey;
        this.clientAddress = clientAddress;
        this.problems = problems;
        this.request = request;
    }

    /**
     * Tells a proxy whether the key in {@code Authorization} is valid for the request described by its
     * headers.
     */
    @Operation(
            summary = "Ask, for a proxy, whether the key is good for a request",
            description = "The key is in Authorization. Both headers of one kind tell of the request (docs/verify.md).")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "organisation",
            description = "only this organisation's keys are good; required if there are several",
            schema = @Schema(implementation = Long.class))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "right",
            description = "the rights, separated by commas, of which the key must have one",
            schema = @Schema(types = "string"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = "X-Forwarded-Method",
            description = "the method of the request",
            schema = @Schema(types = "string"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = "X-Forwarded-Uri",
            description = "its path and query",
            schema = @Schema(types = "string"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = "X-Original-Method",
            description = "the method, as nginx says it",
            schema = @Schema(types = "string"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = "X-Original-URI",
            description = "its path and query, as nginx says it",
            schema = @Schema(types = "string"))
    @ApiResponse(
            responseCode = "204",
            description = "The key is good",
            headers = {
                @Header(name = "X-Latchkey-Key", ref = "KeyNumber"),
                @Header(name = "X-Latchkey-Right", ref = "KeyRight"),
                @Header(name = "X-Latchkey-Organisation", ref = "KeyOrganisation"),
                @Header(name = "X-Latchkey-External-Id", ref = "KeyExternalId"),
                @Header(name = "X-Latchkey-Labels", ref = "KeyLabels"),
                @Header(name = RequestLimits.REMAINING, ref = "KeyRemaining")
            })
    @GET
    @PermitAll
    public Response verify() {
        return verify(Response.Status.NO_CONTENT);
    }

    private Response verify(Response.Status yes) {
        ProxyQuestion asked = ProxyQuestion.of(request);
        // The database is not queried for a caller who is guessing.
        Verdict verdict = AuthorizationHeader.of(request)
                .map(VerificationResource::presented)
                .flatMap(verifier::find)
                .map(key -> answer(key, asked))
                .orElse(Verdict.UNKNOWN);
        Response.ResponseBuilder answer = verdict.problem().map(this::refused).orElseGet(() -> granted(yes, verdict));
        verdict.headers().forEach(answer::header);
        return answer.build();
    }

    private Verdict answer(PresentedKey key, ProxyQuestion asked) {
        Question question = Question.ofProxy(
                organisation(asked), asked.rights(), asked.request(), Optional.of(clientAddress.of(request)));
        Verdict verdict = verifier.verify(key, question);
        uses.record(
                verdict,
                question,
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).orElse(""));
        return verdict;
    }

    /**
     * Does the same for a proxy that keeps the request's method and appends its path, such as Envoy, which
     * takes only 200 for a positive answer.
     */
    @Operation(hidden = true)
    @GET
    @Path(VerificationPaths.KEPT)
    @PermitAll
    public Response verifyKept() {
        return verify(Response.Status.OK);
    }

    /**
     * Tells a service whether a key that it was sent is valid. Only keys of the asker's organisation are
     * accepted.
     */
    @Operation(
            summary = "Ask whether a key is good",
            description = "The asker's organisation is the one whose keys count.")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE, ApiRole.EVERYTHING})
    public VerificationDocument ask(VerificationRequest asked) {
        long organisation = user.find()
                .map(AccountPrincipal::organisationId)
                .orElseGet(() -> callingKey.get().organisationId());
        Optional<String> address = Optional.ofNullable(asked.address());
        if (address.filter(text -> text.contains("/") || Cidr.parse(text).isEmpty())
                .isPresent()) {
            throw ProblemException.invalid("address", "must be an IPv4 or IPv6 address");
        }
        if ((asked.method() == null) != (asked.uri() == null)) {
            throw ProblemException.invalid(
                    asked.uri() == null ? "uri" : "method", "is required: method and uri belong together");
        }
        Optional<ServiceRequest> told =
                Optional.ofNullable(asked.uri()).map(uri -> new ServiceRequest(asked.method(), uri));
        Question question =
                Question.ofService(organisation, NamedRights.parse(Optional.ofNullable(asked.right())), told, address);
        Verdict verdict = verifier.verify(new KeyToken(asked.key()), question);
        uses.record(verdict, question, "");
        return VerificationDocument.of(verdict);
    }

    private long organisation(ProxyQuestion asked) {
        return asked.organisation()
                .or(accounts::onlyOrganisation)
                .orElseThrow(() -> ProblemException.invalid("organisation", "is required: there are several here"));
    }

    private static KeyToken presented(AuthorizationHeader header) {
        if (header instanceof BasicCredentials basic) {
            return new KeyToken(basic.password());
        }
        return new KeyToken(((BearerToken) header).value());
    }

    private Response.ResponseBuilder granted(Response.Status yes, Verdict verdict) {
        Response.ResponseBuilder granted = Response.status(yes);
        verdict.key().map(headers::of).ifPresent(all -> all.forEach(granted::header));
        return granted;
    }

    private Response.ResponseBuilder refused(Problem problem) {
        Response.ResponseBuilder refused = Response.fromResponse(problems.of(problem));
        if (problem.status() == 401) {
            refused.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return refused;
    }
}
