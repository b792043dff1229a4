package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The manifests, field by field against the types that Kubernetes publishes of its API: none unknown, none missing. */
class KubernetesTest {

    private static final String FILE = "server-config/kubernetes/latchkey.yaml";

    private static final Map<String, Kind> KINDS = Map.of(
            "v1 ConfigMap", V1ConfigMap::validateJsonElement,
            "v1 Secret", V1Secret::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    private interface Kind {
        void validate(JsonElement manifest) throws IOException;
    }

    @BeforeAll
    static void setUp() {
        // Its constructor makes the readers of all types.
        assertThat(new JSON()).isNotNull();
    }

    private static List<JsonObject> manifests() throws IOException {
        Gson gson = new Gson();
        return StreamSupport.stream(
                        new Yaml().loadAll(Files.readString(Path.of(FILE))).spliterator(), false)
                .map(manifest -> gson.toJsonTree(manifest).getAsJsonObject())
                .toList();
    }

    private static String kind(JsonObject manifest) {
        return manifest.get("apiVersion").getAsString() + " "
                + manifest.get("kind").getAsString();
    }

    private static JsonObject manifest(String kind) throws IOException {
        return manifests().stream()
                .filter(manifest -> kind(manifest).equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject container() throws IOException {
        return pod().getAsJsonArray("containers").get(0).getAsJsonObject();
    }

    private static JsonObject pod() throws IOException {
        return manifest("apps/v1 Deployment")
                .getAsJsonObject("spec")
                .getAsJsonObject("template")
                .getAsJsonObject("spec");
    }

    @Test
    void eachIsOfItsType() throws IOException {
        assertThat(manifests()).hasSize(KINDS.size());
        for (JsonObject manifest : manifests()) {
            assertThat(KINDS).containsKey(kind(manifest));
            KINDS.get(kind(manifest)).validate(manifest);
        }
    }

    @Test
    void aMisspeltFieldWouldBeFound() throws IOException {
        JsonObject deployment = manifest("apps/v1 Deployment");
        JsonObject spec = deployment.getAsJsonObject("spec");
        spec.add("replica", spec.get("strategy"));

        assertThatThrownBy(() -> V1Deployment.validateJsonElement(deployment)).hasMessageContaining("replica");
    }

    @Test
    void nothingRunsAsRootOrWritesToItsRoot() throws IOException {
        JsonObject all = pod().getAsJsonObject("securityContext");
        JsonObject own = container().getAsJsonObject("securityContext");

        assertThat(all.get("runAsNonRoot").getAsBoolean()).isTrue();
        assertThat(own.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
        assertThat(own.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
        assertThat(own.getAsJsonObject("capabilities").getAsJsonArray("drop").toString())
                .isEqualTo("[\"ALL\"]");
        // The same as the image's.
        assertThat(Files.readString(Path.of("server-config/container/Containerfile")))
                .contains("USER " + all.get("runAsUser").getAsString() + ":"
                        + all.get("runAsGroup").getAsString());
    }

    @Test
    void theProbesAskWhatThePathsAreFor() throws IOException {
        for (Map.Entry<String, String> probe : Map.of(
                        "startupProbe", "/health/started",
                        "readinessProbe", "/health/ready",
                        "livenessProbe", "/health/live")
                .entrySet()) {
            assertThat(container()
                            .getAsJsonObject(probe.getKey())
                            .getAsJsonObject("httpGet")
                            .get("path")
                            .getAsString())
                    .isEqualTo(probe.getValue());
        }
    }

    @Test
    void eachSettingIsOneThatThereIs() throws IOException {
        String defaults = Files.readString(Path.of("docs/configuration.md"));
        for (JsonObject settings : List.of(
                manifest("v1 ConfigMap").getAsJsonObject("data"),
                manifest("v1 Secret").getAsJsonObject("stringData"))) {
            assertThat(settings.keySet()).isNotEmpty().allSatisfy(name -> assertThat(
                            defaults.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
                    .contains(name));
        }
    }
}
