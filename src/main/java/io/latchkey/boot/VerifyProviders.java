package io.latchkey.boot;

import io.latchkey.verify.VerificationPaths;
import java.util.Set;

/** The providers of the verification API alone. */
public class VerifyProviders extends ProviderBeans {

    /** For the container. */
    public VerifyProviders() {
        super(Set.of(VerificationPaths.class));
    }
}
