package io.latchkey.contactimport;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.segment.Segment;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the settings of a file import from the fields sent with it; lists are repeated fields or separated by
 * commas.
 */
final class UploadSettings {

    private static final int MAX_TEXT = 255;
    private static final int MAX_LIST = 100;

    private static final String DEDUPE_ON = "dedupeOn";
    private static final String CONTACT_FIELDS = "contactFields";
    private static final String CUSTOM_FIELDS = "customFieldsIDs";
    private static final String GROUP_NAMES = "groupNames";
    private static final String GROUP_NAMES_EXCLUDE = "groupNamesExclude";
    private static final String RESTORE_DELETED = "restoreDeleted";
    private static final String EVENT_KEY = "eventKeyForNewContacts";

    /** Ignored, as in {@link ImportRequest}: custom fields do not identify contacts. */
    private static final String FIELD_ID = "fieldId";

    private static final String DEDUPE_ON_2 = "dedupe_on";
    private static final String CUSTOM_FIELDS_2 = "customFieldsIds";
    private static final String CUSTOM_FIELDS_3 = "customFieldIds";

    private static final Set<String> NAMES = Set.of(
            DEDUPE_ON,
            CONTACT_FIELDS,
            CUSTOM_FIELDS,
            GROUP_NAMES,
            GROUP_NAMES_EXCLUDE,
            RESTORE_DELETED,
            EVENT_KEY,
            FIELD_ID);

    /** Other spellings, the same as in {@link ImportRequest}. */
    private static final Map<String, String> SPELLINGS =
            Map.of(DEDUPE_ON_2, DEDUPE_ON, CUSTOM_FIELDS_2, CUSTOM_FIELDS, CUSTOM_FIELDS_3, CUSTOM_FIELDS);

    private final Map<String, List<String>> fields;

    private UploadSettings(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Returns the settings. An unknown field is refused: ignoring a misspelt one could take each contact for
     * another one.
     *
     * @param fields the values of each field
     * @throws ProblemException 400, naming the fields that are unknown, at most 100, or one that is too long
     */
    static ImportSettings of(Map<String, List<String>> fields) {
        ProblemException.throwIfAny(fields.keySet().stream()
                .filter(name -> !NAMES.contains(name) && !SPELLINGS.containsKey(name))
                .limit(MAX_LIST)
                .map(name -> new FieldError(name, "is not a known setting"))
                .toList());
        return new UploadSettings(fields).read();
    }

    private ImportSettings read() {
        List<Long> customFields = list(CUSTOM_FIELDS, ImportRequest.MAX_CUSTOM_FIELDS).stream()
                .map(UploadSettings::id)
                .toList();
        return ImportSettings.of(
                text(DEDUPE_ON),
                list(CONTACT_FIELDS, MAX_LIST),
                // A form sends its fields also if nothing was entered.
                customFields.isEmpty() ? null : customFields,
                list(GROUP_NAMES, MAX_LIST),
                list(GROUP_NAMES_EXCLUDE, MAX_LIST),
                flag(RESTORE_DELETED),
                text(EVENT_KEY));
    }

    /** Returns the values that were sent under the name or another spelling of it. */
    private Stream<String> values(String name) {
        Stream<String> spellings = SPELLINGS.entrySet().stream()
                .filter(spelling -> spelling.getValue().equals(name))
                .map(Map.Entry::getKey);
        return Stream.concat(Stream.of(name), spellings)
                .flatMap(spelling -> fields.getOrDefault(spelling, List.of()).stream());
    }

    private String text(String name) {
        List<String> given = values(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (given.size() > 1) {
            throw ProblemException.invalid(name, "must have one value");
        }
        String text = given.stream().findFirst().orElse("");
        if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    name, "must be at most " + MAX_TEXT + " characters long, without control characters");
        }
        return text;
    }

    /**
     * Rejects anything unclear: a misread flag would silently restore deleted contacts or leave them out.
     */
    private boolean flag(String name) {
        String text = text(name).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw ProblemException.invalid(name, "must be true or false, or 1 or 0");
        };
    }

    private List<String> list(String name, int max) {
        List<String> values = values(name)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        boolean fits = values.stream().allMatch(value -> value.length() <= Segment.MAX_NAME && value.indexOf('\0') < 0);
        if (values.size() > max || !fits) {
            throw ProblemException.invalid(
                    name, "must be at most " + max + " names of at most " + MAX_TEXT + " characters");
        }
        return values;
    }

    private static Long id(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw ProblemException.invalid(CUSTOM_FIELDS, "must be ids of custom fields");
        }
        return Long.valueOf(text);
    }

    /** Describes the parameters read by {@link #of}, for the methods that call it. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = DEDUPE_ON,
            description =
                    "what identifies a contact: email, sms, email_or_sms, id, externalCustomerId; email if left out",
            schema = @Schema(type = "string", maxLength = MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = DEDUPE_ON_2,
            description = "another spelling of dedupeOn",
            schema = @Schema(type = "string", maxLength = MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = CONTACT_FIELDS,
            description = "fields that may be changed, separated by commas or repeated; at most 100",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = CUSTOM_FIELDS,
            description = "ids of the custom fields that may be changed, separated by commas or repeated; at most 500",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = CUSTOM_FIELDS_2,
            description = "another spelling of customFieldsIDs",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = CUSTOM_FIELDS_3,
            description = "another spelling of customFieldsIDs",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = GROUP_NAMES,
            description = "segments that the contacts are added to, separated by commas or repeated; at most 100",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = GROUP_NAMES_EXCLUDE,
            description = "segments that the contacts are removed from, separated by commas or repeated; at most 100",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = RESTORE_DELETED,
            description = "whether deleted contacts are added again",
            schema = @Schema(type = "boolean", defaultValue = "false"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = EVENT_KEY,
            description = "the type of the event that is stored for each new contact",
            schema = @Schema(type = "string", maxLength = MAX_TEXT))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {}
}
