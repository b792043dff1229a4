package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentifiedCallerTest {

    @Test
    void onlyAValidResultHasACaller() {
        CallerPrincipal principal = new CallerPrincipal("a key");

        assertThat(IdentifiedCaller.of(new CredentialValidationResult(principal, Set.of("EVENTS"))))
                .hasValue(new IdentifiedCaller(principal, Set.of("EVENTS")));
        assertThat(IdentifiedCaller.of(CredentialValidationResult.INVALID_RESULT))
                .isEmpty();
        assertThat(IdentifiedCaller.of(CredentialValidationResult.NOT_VALIDATED_RESULT))
                .isEmpty();
    }
}
