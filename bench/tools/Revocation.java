import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Disables keys on one node and asks the other without a pause until it refuses. Arguments: both nodes, how many. The time is
 * from the disabling's answer to the first refusal's request, so that nothing of a request's own time is in it.
 */
class Revocation {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    public static void main(String[] arguments) throws Exception {
        String one = arguments[0];
        String other = arguments[1];
        String admin = basic("admin:" + System.getenv("LATCHKEY_ADMIN_PASSWORD"));
        double[] millis = new double[Integer.parseInt(arguments[2])];
        int letIn = 0;
        for (int i = 0; i < millis.length; i++) {
            String made = send(one + "/manage/v1/keys", "POST", admin, "{\"description\":\"b\",\"accessRight\":\"FULL\"}", 201);
            String key = basic("any:" + find(KEY, made));
            // The other node remembers it.
            for (int use = 0; use < 3; use++) {
                send(other + "/api/v1/version", "GET", key, "", 200);
            }
            send(one + "/manage/v1/keys/" + find(NUMBER, made), "PATCH", admin, "{\"status\":\"DISABLED\"}", 200);
            long answered = System.nanoTime();
            long asked = System.nanoTime();
            while (status(other + "/api/v1/version", key) != 401) {
                letIn++;
                asked = System.nanoTime();
                if (asked - answered > 10_000_000_000L) {
                    throw new IllegalStateException("Still let in after ten seconds");
                }
            }
            millis[i] = (asked - answered) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "Revocation, %d tries: refused on the other node p50 %.1f ms, p99 %.1f ms, at most %.1f ms after the answer;"
                        + " %d requests were let in meanwhile (aim: p99 under 100 ms).%n",
                millis.length,
                millis[millis.length / 2],
                millis[(int) Math.ceil(millis.length * 0.99) - 1],
                millis[millis.length - 1],
                letIn);
    }

    private static int status(String uri, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", authorization)
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static String send(String uri, String method, String authorization, String body, int expected)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(method + " " + uri + " was answered by " + answer.statusCode());
        }
        return answer.body();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Not in the answer: " + pattern);
        }
        return matcher.group(1);
    }

    private static String basic(String userPass) {
        return "Basic " + Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }
}
