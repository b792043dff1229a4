package io.latchkey.apidocs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Describes the fields of answers that are null if there is no value. Other fields that may have no value are left
 * out of the answer then, and no schema requires them.
 */
final class NullableFields {

    /**
     * The fields, by their schemas. They are not found in the records, since the annotations with the schemas'
     * names do not travel with the product; a test compares them with the records.
     */
    static final Map<String, List<String>> OF_ANSWERS = Map.ofEntries(
            Map.entry("AuditDocument", List.of("address", "after", "before", "keyNumber", "subject")),
            Map.entry("AuditListDocument", List.of("next")),
            Map.entry("AuditVerificationDocument", List.of("firstBroken")),
            Map.entry(
                    "KeyDocument",
                    List.of(
                            "customRight",
                            "disabledBy",
                            "expiresAt",
                            "externalId",
                            "inactiveAt",
                            "lastUsedAt",
                            "maskedKey",
                            "quota",
                            "rateLimit")),
            Map.entry("KeyImportDocument", List.of("firstNumber", "lastNumber")),
            Map.entry("KeyListDocument", List.of("next")),
            Map.entry("NoticeDocument", List.of("finishedAt", "keyNumber", "nextAttemptAt", "recipient")),
            Map.entry("NoticeListDocument", List.of("next")),
            Map.entry("Secret", List.of("lastUsedAt", "validUntil")),
            Map.entry("UserDocument", List.of("email", "passwordChangedAt")),
            Map.entry("UserListDocument", List.of("next")));

    private NullableFields() {}

    static void write(Components components) {
        OF_ANSWERS.forEach(
                (name, fields) -> Optional.ofNullable(components.getSchemas().get(name))
                        .ifPresent(schema -> fields.forEach(field -> write(schema, field))));
    }

    private static void write(Schema schema, String name) {
        Optional.ofNullable(schema.getProperties().get(name)).ifPresent(field -> {
            String description = field.getDescription();
            schema.addProperty(
                    name, PatchSchemas.orNull(field.description(null)).description(description));
        });
    }
}
