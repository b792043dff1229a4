package io.latchkey.contactimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.contact.DedupeOn;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadSettingsTest {

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "1,true", "false,false", "0,false", "'',false"})
    void whetherTheDeletedComeBackIsSaidInEitherForm(String sent, boolean restored) {
        assertThat(settings(sent).restoreDeleted()).isEqualTo(restored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "2", "tru", "on"})
    void whatIsNeitherIsRefused(String sent) {
        assertRefused(Map.of("restoreDeleted", List.of(sent)), "restoreDeleted");
    }

    @Test
    void whatIsNotSaidIsFalse() {
        assertThat(UploadSettings.of(Map.of()).restoreDeleted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dedupeOn", "dedupe_on"})
    void eachSpellingOfARequestIsAccepted(String name) {
        assertThat(UploadSettings.of(Map.of(name, List.of("sms"))).dedupeOn()).isEqualTo(DedupeOn.SMS);
    }

    @Test
    void idsOfCustomFieldsMayComeInSeveralSpellings() {
        assertThat(UploadSettings.of(Map.of("customFieldsIds", List.of("1,2"), "customFieldIds", List.of("3")))
                        .customFields())
                .hasValue(Set.of(1L, 2L, 3L));
        assertThat(UploadSettings.of(Map.of("customFieldsIds", List.of(""))).customFields())
                .isEmpty();
    }

    /** As many custom fields as a file may have columns. */
    @Test
    void listsHaveALimit() {
        assertThat(UploadSettings.of(Map.of(
                                "customFieldsIDs",
                                List.of(numbers(1, 300)),
                                "customFieldIds",
                                List.of(numbers(301, 500))))
                        .customFields()
                        .orElseThrow())
                .hasSize(500);
        assertRefused(Map.of("customFieldsIDs", List.of(numbers(1, 501))), "customFieldsIDs");
        assertThat(UploadSettings.of(Map.of("groupNames", List.of(numbers(1, 100))))
                        .join())
                .hasSize(100);
        for (String list : List.of("groupNames", "groupNamesExclude", "contactFields")) {
            assertRefused(Map.of(list, List.of(numbers(1, 101))), list);
        }
    }

    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    @Test
    void whatIsUnknownIsRefusedByName() {
        assertRefused(
                Map.of("restore_deleted", List.of("1"), "DedupeOn", List.of("sms")), "restore_deleted", "DedupeOn");
    }

    @Test
    void twoAnswersToOneQuestionAreRefused() {
        assertRefused(Map.of("dedupeOn", List.of("email"), "dedupe_on", List.of("sms")), "dedupeOn");
        assertThat(UploadSettings.of(Map.of("restoreDeleted", List.of("", "true", "true")))
                        .restoreDeleted())
                .isTrue();
    }

    private static void assertRefused(Map<String, List<String>> fields, String... names) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> UploadSettings.of(fields))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(names));
    }

    private static ImportSettings settings(String restoreDeleted) {
        return UploadSettings.of(Map.of("restoreDeleted", List.of(restoreDeleted)));
    }
}
