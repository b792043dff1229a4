package io.latchkey.boot;

import java.lang.reflect.Method;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Takes out what a server keeps in the description for itself: Payara lists the paths beside them. It would be written into the
 * document, and whoever checks a document refuses it for a member that OpenAPI does not know.
 */
final class ForeignMembers {

    private static final String PATHS_AGAIN = "setEndpoints";

    private ForeignMembers() {}

    static void empty(OpenAPI description) {
        for (Method setter : description.getClass().getMethods()) {
            if (setter.getName().equals(PATHS_AGAIN) && setter.getParameterCount() == 1) {
                try {
                    setter.invoke(description, Map.of());
                } catch (ReflectiveOperationException otherVersion) {
                    // The description with the member is better than none.
                    return;
                }
            }
        }
    }
}
