package io.latchkey.apidocs;

import java.lang.reflect.Method;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Removes what a server adds to the description for its own use: Payara lists the paths a second time. This
 * would be written into the document, and validators reject a document with a member that OpenAPI does not
 * define.
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
                    // A description with this member is better than none.
                    return;
                }
            }
        }
    }
}
