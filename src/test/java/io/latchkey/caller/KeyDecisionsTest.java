package io.latchkey.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyDecisionsTest {

    private final KeyDecisions decisions = new KeyDecisions();

    @Test
    void whatCouldNotBeLookedUpIsUndecided() {
        IllegalStateException away = new IllegalStateException("The database is away");

        assertThatThrownBy(() -> decisions.undecidedUnlessFound(() -> {
                    throw away;
                }))
                .isSameAs(away);
        assertThat(decisions.undecidedUnlessFound(() -> "found")).isEqualTo("found");

        assertThat(decisions.number(KeyDecision.UNDECIDED)).isEqualTo(1);
    }
}
