import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Sends an event and a contact with the Jakarta REST client. */
public class ApiExample {

    public static void main(String[] arguments) {
        byte[] credentials =
                ("java-example:" + System.getenv("LATCHKEY_KEY")).getBytes(StandardCharsets.UTF_8);
        String authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        ClientRequestFilter authenticate =
                request -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, authorization);

        try (Client client = ClientBuilder.newBuilder()
                .connectTimeout(5, TimeUnit.SECONDS)
                .readTimeout(30, TimeUnit.SECONDS)
                .register(authenticate)
                .build()) {
            WebTarget api = client.target(System.getenv("LATCHKEY_URL")).path("api");

            System.out.println(api.path("v1/account/info").request().get(String.class));
            // A status from 400 on throws a WebApplicationException, whose response holds a problem document.
            api.path("v3/event")
                    .request()
                    .post(
                            Entity.json(
                                    """
                                    {"eventTypeKey":"order","keyValue":"java@example.com","params":{"total":9.90}}"""),
                            String.class);
            System.out.println(api.path("v1/contact")
                    .request()
                    .post(
                            Entity.json(
                                    """
                                    {"firstName":"Anna","channels":[{"type":"email","value":"java@example.com"}]}"""),
                            String.class));
        }
    }
}
