package io.latchkey.boot;

import io.latchkey.verify.VerificationPaths;
import java.util.Set;

/** What the verification alone has. */
public class VerifyProviders extends ProviderBeans {

    /** For the container. */
    public VerifyProviders() {
        super(Set.of(VerificationPaths.class));
    }
}
