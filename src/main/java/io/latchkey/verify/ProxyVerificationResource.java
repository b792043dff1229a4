package io.latchkey.verify;

import io.latchkey.key.PresentedKey;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.limit.RequestLimits;
import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.Organisations;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemResponses;
import io.latchkey.security.AuthorizationHeader;
import io.latchkey.security.BasicChallenge;
import io.latchkey.security.BasicCredentials;
import io.latchkey.security.BearerToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Answers a proxy that asks whether the key sent with a request to another service is valid for it. */
@Singleton
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public class ProxyVerificationResource {

    private static final BasicChallenge CHALLENGE = new BasicChallenge("Latchkey key");

    private final KeyVerifier verifier;
    private final VerifiedUses uses;
    private final KeyHeaders headers;
    private final Organisations organisations;
    private final ClientAddress clientAddress;
    private final ProblemResponses problems;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public ProxyVerificationResource(
            KeyVerifier verifier,
            VerifiedUses uses,
            KeyHeaders headers,
            Organisations organisations,
            ClientAddress clientAddress,
            ProblemResponses problems,
            HttpServletRequest request) {
        this.verifier = verifier;
        this.uses = uses;
        this.headers = headers;
        this.organisations = organisations;
        this.clientAddress = clientAddress;
        this.problems = problems;
        this.request = request;
    }

    /**
     * Tells a proxy whether the key in {@code Authorization} is valid for the request described by its
     * headers.
     */
    @Operation(
            summary = "Ask, for a proxy, whether the key permits a request",
            description =
                    "The key is in Authorization. Either the two X-Forwarded headers or the two X-Original headers describe the request (docs/verify.md).")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "organisation",
            description = "the organisation whose keys are accepted; required if there are several",
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
            description = "the path and query of the request",
            schema = @Schema(types = "string"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = "X-Original-Method",
            description = "the method of the request, as sent by nginx",
            schema = @Schema(types = "string"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = "X-Original-URI",
            description = "the path and query of the request, as sent by nginx",
            schema = @Schema(types = "string"))
    @ApiResponse(
            responseCode = "204",
            description = "The key is valid",
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
                .map(ProxyVerificationResource::presented)
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
    @Path(VerificationPaths.APPENDED)
    @PermitAll
    public Response verifyAppended() {
        return verify(Response.Status.OK);
    }

    private long organisation(ProxyQuestion asked) {
        return asked.organisation()
                .or(organisations::findOnly)
                .orElseThrow(() -> ProblemException.invalid("organisation", "is required: there are several here"));
    }

    private static KeyToken presented(AuthorizationHeader header) {
        if (header instanceof BasicCredentials basic) {
            return basic.key();
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
            refused.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE.header());
        }
        return refused;
    }
}
