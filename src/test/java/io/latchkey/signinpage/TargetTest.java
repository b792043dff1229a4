package io.latchkey.signinpage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where signing in may lead. */
class TargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings/api",
                "/settings/master-key",
                "/settings/activity?number=7",
                "/settings/audit?before=120&number=",
                "/settings/users?after=1000",
                "/settings/outbox?message=0f8fad5b-d9cb-469f-a165-70867728950e",
                "/settings/audit?verify=1"
            })
    void aPageIsGoneOnTo(String wanted) {
        assertThat(Target.of(wanted)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "https://evil.example/settings/api",
                "/settings/../sign-out",
                "/settings/audit?verify=2",
                "/settings/profile?saved=1",
                "/settings/outbox?message=//evil.example",
                "/settings/api?next=https://evil.example",
                "/settings/audit?before=1&before=2&before=3&before=4"
            })
    void nothingElseIs(String wanted) {
        assertThat(Target.of(wanted)).isEqualTo("/settings/api");
    }
}
