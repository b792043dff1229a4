package io.latchkey.right;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRightTest {

    @Test
    void theRightsAreInTheirUsualWords() {
        assertThat(AccessRight.builtIn())
                .extracting(AccessRight::label)
                .containsExactly(
                        "Full access to API",
                        "Access to events",
                        "Access to events and contacts",
                        "Access to events and contacts (adding/updating)",
                        "Access to messages");
    }

    @Test
    void fullAccessHasEveryRoleOfEveryRight() {
        for (AccessRight right : AccessRight.values()) {
            assertThat(AccessRight.FULL.roles()).containsAll(right.roles());
        }
    }

    @Test
    void addingAndUpdatingNeitherReadsNorDeletes() {
        assertThat(AccessRight.EVENTS_AND_CONTACTS_ADD_UPDATE.roles())
                .containsExactlyInAnyOrder(ApiRole.EVENTS_SEND, ApiRole.CONTACTS_WRITE);
    }

    @Test
    void eventsAndMessagesOpenNothingElse() {
        assertThat(AccessRight.EVENTS.roles()).containsExactlyInAnyOrder(ApiRole.EVENTS_SEND, ApiRole.EVENTS_DELETE);
        assertThat(AccessRight.MESSAGES.roles()).containsExactly(ApiRole.MESSAGES);
    }

    @Test
    void aCustomRightOpensNothingNotEvenWhatEveryKeyOpens() {
        assertThat(AccessRight.CUSTOM.allRoles()).isEmpty();
        assertThat(AccessRight.CUSTOM.permits(Set.of(ApiRole.KEY, ApiRole.EVERYTHING)))
                .isFalse();
        assertThat(AccessRight.MESSAGES.allRoles()).containsExactlyInAnyOrder(ApiRole.KEY, ApiRole.MESSAGES);
        assertThat(AccessRight.withAnyOf(Set.of(ApiRole.KEY))).isEqualTo(AccessRight.builtIn());
    }

    @Test
    void aRefusalCanNameTheRightsThatWouldDo() {
        assertThat(AccessRight.withAnyOf(Set.of(ApiRole.CONTACTS_READ)))
                .containsExactly(AccessRight.FULL, AccessRight.EVENTS_AND_CONTACTS);
    }
}
