package io.latchkey.apidocs;

import io.latchkey.limit.RequestLimits;
import io.latchkey.request.ServletPaths;
import io.latchkey.security.ApiMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes the responses of a method: its own, and the problems that such a request can lead to. */
final class DescribedAnswers {

    private DescribedAnswers() {}

    static APIResponses of(ApiMethod method, Operation built) {
        APIResponses answers = OASFactory.createAPIResponses();
        Optional.ofNullable(built.getResponses())
                .map(APIResponses::getAPIResponses)
                .orElse(Map.of())
                .forEach((status, answer) -> add(answers, method, status, answer));
        for (int status : problems(method, built)) {
            if (!answers.hasAPIResponse(Integer.toString(status))) {
                answers.addAPIResponse(
                        Integer.toString(status),
                        OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status));
            }
        }
        return answers;
    }

    private static void add(APIResponses answers, ApiMethod method, String status, APIResponse answer) {
        if (answer.getRef() != null) {
            answers.addAPIResponse(status, answer);
            return;
        }
        boolean hasBody = hasBody(answer);
        // The build calls the single response that follows from the method's return type the default.
        String known = status.equals("default") ? (hasBody ? "200" : "204") : status;
        if (!known.equals(status)) {
            answer.setDescription(
                    Response.Status.fromStatusCode(Integer.parseInt(known)).getReasonPhrase());
        }
        if (!hasBody) {
            answer.setContent(null);
        }
        // The build adds the style of the header to each reference, but a reference may contain nothing else.
        Map.copyOf(Optional.ofNullable(answer.getHeaders()).orElse(Map.of()))
                .forEach((name, header) -> answer.addHeader(name, reference(header)));
        if (known.equals("201")) {
            answer.addHeader(HttpHeaders.LOCATION, header("Location"));
        }
        if (method.path().startsWith(ServletPaths.API + "/")) {
            answer.addHeader(RequestLimits.REMAINING, header("KeyRemaining"));
        }
        answers.addAPIResponse(known, answer);
    }

    private static boolean hasBody(APIResponse answer) {
        return answer.getContent() != null
                && answer.getContent().getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .anyMatch(schema -> schema != null);
    }

    private static Header header(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    private static Header reference(Header header) {
        return header.getRef() == null ? header : OASFactory.createHeader().ref(header.getRef());
    }

    private static List<Integer> problems(ApiMethod method, Operation built) {
        List<Integer> problems = new ArrayList<>(List.of(400, 401, 403, 429, 503));
        if (method.path().contains("{")) {
            problems.add(404);
        }
        if (!method.httpMethod().equals("GET") && !method.path().startsWith(ServletPaths.VERIFY)) {
            // Any change can conflict with a concurrent one.
            problems.add(409);
        }
        if (Optional.ofNullable(built.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()))) {
            problems.add(412);
        }
        if (built.getRequestBody() != null) {
            problems.add(413);
            problems.add(415);
        }
        return problems.stream().sorted().toList();
    }
}
