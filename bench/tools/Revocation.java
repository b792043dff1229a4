import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes keys their access on one node, in each of four ways, and asks the other, over several connections without a pause, until it
 * refuses on each. Arguments: both nodes, how many keys for each way. The one line that it prints has two times of the keys, in
 * milliseconds:
 * <ul>
 * <li>from the answer to the change until the last request was sent that was let in, and 0 if none was: who asks later is refused.
 *     How long requests take is not in it;
 * <li>the upper bound, from sending the change until the answer to the last request that was let in had been received, or the answer
 *     to the change if none was let in after it. How long the change and that request take is in it.
 * </ul>
 */
class Revocation {

    /** What is done with a key, and what it is answered from then on. */
    private enum Way {
        DISABLED("PATCH", "", "{\"status\":\"DISABLED\"}", 200, 401),
        DELETED("DELETE", "", "", 204, 401),
        ROTATED("POST", "/rotation", "{\"overlap\":\"PT0S\"}", 200, 401),
        LIMITED("PATCH", "", "{\"accessRight\":\"EVENTS\"}", 200, 403);

        private final String method;
        private final String path;
        private final String body;
        private final int done;
        private final int refused;

        Way(String method, String path, String body, int done, int refused) {
            this.method = method;
            this.path = path;
            this.body = body;
            this.done = done;
            this.refused = refused;
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    /** Asks no database, and wants the right to messages. */
    private static final String GUARDED = "/api/v1/interfaces/email";

    private static final int ASKERS = 4;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(ASKERS, work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private static final AtomicInteger LET_IN = new AtomicInteger();

    /** Of a key, in milliseconds: after the answer to the change, and the upper bound. */
    private record Times(double afterAnswer, double bound) {}

    /** Of the last request that was let in, by {@link System#nanoTime}; the time of the answer to the change if none was. */
    private record LetIn(long sent, long received) {}

    public static void main(String[] arguments) throws Exception {
        String one = arguments[0];
        String other = arguments[1];
        int tries = Integer.parseInt(arguments[2]);
        String admin = basic("admin:" + System.getenv("LATCHKEY_ADMIN_PASSWORD"));
        Way[] ways = Way.values();
        double[][] afterAnswer = new double[ways.length][tries];
        double[][] bounds = new double[ways.length][tries];
        for (int i = 0; i < tries; i++) {
            for (Way way : ways) {
                Times times = timesUntilRefused(way, one, other, admin);
                afterAnswer[way.ordinal()][i] = times.afterAnswer();
                bounds[way.ordinal()][i] = times.bound();
            }
        }
        System.out.printf(
                "p50, p99 and most in ms:%s; upper bound, from sending the change until the last answer that let in:%s;"
                        + " %d requests were let in meanwhile%n",
                line(afterAnswer), line(bounds), LET_IN.get());
    }

    /** The figures of each way and of all together. */
    private static String line(double[][] millis) {
        StringBuilder line = new StringBuilder();
        for (Way way : Way.values()) {
            line.append(String.format(" %s %s,", way.name().toLowerCase(), figures(millis[way.ordinal()])));
        }
        double[] all = Arrays.stream(millis).flatMapToDouble(Arrays::stream).toArray();
        return line.append(" all ").append(figures(all)).toString();
    }

    private static Times timesUntilRefused(Way way, String one, String other, String admin) throws Exception {
        String made = send(one + "/manage/v1/keys", "POST", admin, "{\"description\":\"b\",\"accessRight\":\"FULL\"}", 201);
        String key = basic("any:" + find(KEY, made));
        // The other node remembers it.
        for (int use = 0; use < 3; use++) {
            send(other + GUARDED, "GET", key, "", 200);
        }
        long sent = System.nanoTime();
        send(one + "/manage/v1/keys/" + find(NUMBER, made) + way.path, way.method, admin, way.body, way.done);
        long answered = System.nanoTime();
        List<Future<LetIn>> asking = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            asking.add(THREADS.submit(() -> lastLetIn(way, other, key, answered)));
        }
        long lastSent = answered;
        long lastReceived = answered;
        for (Future<LetIn> asker : asking) {
            LetIn last = asker.get();
            lastSent = Math.max(lastSent, last.sent());
            lastReceived = Math.max(lastReceived, last.received());
        }
        return new Times((lastSent - answered) / 1e6, (lastReceived - sent) / 1e6);
    }

    private static LetIn lastLetIn(Way way, String other, String key, long answered) throws Exception {
        LetIn last = new LetIn(answered, answered);
        while (true) {
            long sent = System.nanoTime();
            int status = status(other + GUARDED, key);
            if (status == way.refused) {
                return last;
            }
            if (status != 200) {
                throw new IllegalStateException(way + ": the other node answered " + status);
            }
            LET_IN.incrementAndGet();
            last = new LetIn(sent, System.nanoTime());
            if (sent - answered > 10_000_000_000L) {
                throw new IllegalStateException(way + ": still let in after ten seconds");
            }
        }
    }

    private static String figures(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return String.format(
                "%.1f %.1f %.1f",
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
                sorted[sorted.length - 1]);
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
