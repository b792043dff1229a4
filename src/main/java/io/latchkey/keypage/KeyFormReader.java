package io.latchkey.keypage;

import io.latchkey.json.Patch;
import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyRequest;
import io.latchkey.key.QuotaChange;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.ProblemException;
import io.latchkey.right.AccessRight;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a form: what its user has decided, as a request to create a key or as a change to one. Fields that cannot be
 * read are left out.
 *
 * @param form the form as the user has filled it
 * @param errors collects the errors of the fields that cannot be read
 */
record KeyFormReader(KeyForm form, FieldErrors errors) {

    /** Returns the request to create the key. */
    KeyRequest request() {
        return KeyRequest.of(
                description(),
                errors.read(() -> Optional.of(accessRight()), Optional.empty()),
                customRight(),
                errors.read(this::expiry, Optional.empty()),
                addresses(),
                text(form.getExternalId()),
                errors.read(this::labels, Map.of()),
                text(form.getRateLimit()),
                errors.read(this::quota, Optional.empty()));
    }

    /**
     * Returns the change that leads from the earlier form to this one: fields that the user has not edited
     * remain as they are stored.
     */
    KeyChange changeFrom(KeyForm before) {
        return KeyChange.of(
                ifEdited(before, KeyForm::getDescription, this::description),
                ifEdited(before, KeyForm::getRight, this::accessRight),
                customRight()
                        .filter(name -> !form.getRight().equals(before.getRight()))
                        .map(name -> new Patch<>(Optional.of(name))),
                ifEdited(before, KeyForm::getExpiresAt, () -> new Patch<>(expiry())),
                ifEdited(
                        before,
                        KeyForm::getAllowedAddresses,
                        () -> new Patch<>(Optional.of(addresses()).filter(list -> !list.isEmpty()))),
                ifEdited(before, KeyForm::getExternalId, () -> new Patch<>(text(form.getExternalId()))),
                ifEdited(before, KeyForm::getLabels, () -> new Patch<>(Optional.of(labelsFrom(before)))),
                ifEdited(before, KeyForm::getRateLimit, () -> new Patch<>(text(form.getRateLimit()))),
                quotaFrom(before));
    }

    private <T> Optional<T> ifEdited(KeyForm before, Function<KeyForm, String> field, Supplier<T> value) {
        return field.apply(form).equals(field.apply(before))
                ? Optional.empty()
                : errors.read(() -> Optional.of(value.get()), Optional.empty());
    }

    private Optional<Patch<QuotaChange>> quotaFrom(KeyForm before) {
        return form.hasQuotaOf(before)
                ? Optional.empty()
                : errors.read(() -> Optional.of(new Patch<>(quota())), Optional.empty());
    }

    /** Returns the labels to store, and without a value those to remove. */
    private Map<String, Optional<String>> labelsFrom(KeyForm before) {
        Map<String, Optional<String>> changed = new LinkedHashMap<>();
        new KeyFormReader(before, errors).labels().keySet().forEach(name -> changed.put(name, Optional.empty()));
        changed.putAll(labels());
        return changed;
    }

    private String description() {
        return form.getDescription().strip();
    }

    private AccessRight accessRight() {
        if (form.getRight().isEmpty()) {
            throw invalid("accessRight");
        }
        return customRight().isPresent() ? AccessRight.CUSTOM : AccessRight.valueOf(form.getRight());
    }

    private Optional<String> customRight() {
        String right = form.getRight();
        return right.startsWith(KeyForm.CUSTOM)
                ? Optional.of(right.substring(KeyForm.CUSTOM.length()))
                : Optional.empty();
    }

    private Optional<Instant> expiry() {
        try {
            return text(form.getExpiresAt()).map(Instant::parse);
        } catch (DateTimeException e) {
            throw invalid("expiresAt");
        }
    }

    private List<String> addresses() {
        return form.getAllowedAddresses()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private Map<String, Optional<String>> labels() {
        Map<String, Optional<String>> labels = new LinkedHashMap<>();
        form.getLabels()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals < 1) {
                        throw invalid("labels");
                    }
                    String name = line.substring(0, equals).strip();
                    String label = line.substring(equals + 1).strip();
                    // One of two labels with the same name would be silently lost.
                    if (labels.put(name, Optional.of(label)) != null) {
                        throw invalid("labels");
                    }
                });
        return labels;
    }

    private Optional<QuotaChange> quota() {
        Optional<String> requests = text(form.getQuotaRequests());
        if (requests.isEmpty()) {
            return Optional.empty();
        }
        if (!requests.get().matches("[0-9]{1,18}")) {
            throw invalid("quota");
        }
        return Optional.of(
                new QuotaChange(Optional.of(Long.parseLong(requests.get())), Optional.of(form.getQuotaPeriod())));
    }

    private static Optional<String> text(String field) {
        return Optional.of(field.strip()).filter(text -> !text.isEmpty());
    }

    private static ProblemException invalid(String field) {
        return ProblemException.invalid(field, "is not valid");
    }
}
