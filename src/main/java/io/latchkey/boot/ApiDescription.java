package io.latchkey.boot;

import io.latchkey.apidocs.DescribedMethods;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Makes the server complete the build's OpenAPI description with the methods of all applications. */
public class ApiDescription implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI description) {
        DescribedMethods.complete(
                description,
                Stream.of(new ApiApplication(), new ManageApplication(), new VerifyApplication())
                        .collect(Collectors.toMap(BeanApplication::root, BeanApplication::methods)));
    }
}
