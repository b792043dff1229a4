package io.latchkey.contactimport;

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
import java.util.function.Function;

/**
 * Reads the settings of a file import from the fields sent with it; lists are repeated fields or separated by
 * commas.
 */
final class UploadSettings {

    private static final int MAX_TEXT = 255;
    private static final int MAX_LIST = 100;

    private final Function<String, List<String>> fields;

    private UploadSettings(Function<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Returns the settings.
     *
     * @param fields returns the values of the field with a given name
     * @throws ProblemException 400, naming a field that is too long or unknown
     */
    static ImportSettings of(Function<String, List<String>> fields) {
        return new UploadSettings(fields).read();
    }

    private ImportSettings read() {
        List<Long> customFields =
                list("customFieldsIDs").stream().map(UploadSettings::id).toList();
        return ImportSettings.of(
                text("dedupeOn"),
                list("contactFields"),
                customFields,
                list("groupNames"),
                list("groupNamesExclude"),
                flag("restoreDeleted"),
                text("eventKeyForNewContacts"));
    }

    private String text(String name) {
        String text = fields.apply(name).stream().findFirst().orElse("").strip();
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

    private List<String> list(String name) {
        List<String> values = fields.apply(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        boolean fits = values.stream().allMatch(value -> value.length() <= Segment.MAX_NAME && value.indexOf('\0') < 0);
        if (values.size() > MAX_LIST || !fits) {
            throw ProblemException.invalid(
                    name, "must be at most " + MAX_LIST + " names of at most " + MAX_TEXT + " characters");
        }
        return values;
    }

    private static Long id(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw ProblemException.invalid("customFieldsIDs", "must be ids of custom fields");
        }
        return Long.valueOf(text);
    }

    /** Describes the parameters read by {@link #of}, for the methods that call it. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "dedupeOn",
            description =
                    "what identifies a contact: email, sms, email_or_sms, id, externalCustomerId; email if left out",
            schema = @Schema(type = "string", maxLength = MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "contactFields",
            description = "fields that may be changed, separated by commas or repeated; at most 100",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "customFieldsIDs",
            description = "ids of the custom fields that may be changed, separated by commas or repeated; at most 100",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "groupNames",
            description = "segments that the contacts are added to, separated by commas or repeated; at most 100",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "groupNamesExclude",
            description = "segments that the contacts are removed from, separated by commas or repeated; at most 100",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "restoreDeleted",
            description = "whether deleted contacts are added again",
            schema = @Schema(type = "boolean", defaultValue = "false"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "eventKeyForNewContacts",
            description = "the type of the event that is stored for each new contact",
            schema = @Schema(type = "string", maxLength = MAX_TEXT))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {}
}
