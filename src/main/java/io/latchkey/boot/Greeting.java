package io.latchkey.boot;

import io.latchkey.network.BaseUrl;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Logs how to begin, as the last line of the startup log, once the product answers at its own address. */
@Singleton
public class Greeting {

    private static final Logger LOG = System.getLogger(Greeting.class.getName());
    private static final int ATTEMPTS = 60;

    private final BaseUrl baseUrl;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    public Greeting(BaseUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Returns at once; the line is logged after the server has completed its own start. */
    public void whenReady() {
        executor.execute(this::greetOnceItAnswers);
    }

    private void greetOnceItAnswers() {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                TimeUnit.SECONDS.sleep(1);
                if (answers()) {
                    // Waits a little longer for what the server itself logs about its start.
                    TimeUnit.SECONDS.sleep(2);
                    greet();
                    return;
                }
            }
            LOG.log(
                    Level.INFO,
                    "Latchkey has started but does not answer at latchkey.base-url={0}: set it to the correct address.",
                    baseUrl);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(baseUrl.at("/manage/v1/keys"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 401;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void greet() {
        String first = "curl -u " + FirstStart.ADMIN + " -H 'Content-Type: application/json'"
                + " -d '{\"description\":\"CRM\",\"accessRight\":\"EVENTS\"}' " + baseUrl.at("/manage/v1/keys");
        LOG.log(Level.INFO, "Latchkey is ready at " + baseUrl + " - create your first key with: " + first);
    }
}
