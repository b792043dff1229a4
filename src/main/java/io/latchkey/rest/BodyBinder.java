package io.latchkey.rest;

import io.latchkey.json.Json;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.Violations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;

/** Binds a JSON body, or a part of one, to a valid record, or refuses it, naming every field that is in error. */
@Singleton
public class BodyBinder {

    /** Enough for a human reader; a body that consists of errors alone must not cost more than that. */
    private static final int MAX_ERRORS = 20;

    private final Json json;
    private final Validator validator;

    @Inject
    public BodyBinder(Json json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * Returns the body as a record that satisfies its constraints.
     *
     * @throws ProblemException 400, if the body is not JSON, does not fit the record or violates a constraint
     */
    public <T> T bind(byte[] body, Class<T> type) {
        Map<String, FieldError> errors = new LinkedHashMap<>();
        return valid(read(body, type, errors), errors);
    }

    /**
     * Returns a part of a body, which is left as it is, as a record that satisfies its constraints.
     *
     * @throws ProblemException 400, if the part does not fit the record or violates a constraint; field names are
     *     relative to the part
     */
    public <T> T bind(JsonNode part, Class<T> type) {
        Map<String, FieldError> errors = new LinkedHashMap<>();
        return valid(read(part, type, errors), errors);
    }

    private <T> T valid(T value, Map<String, FieldError> errors) {
        if (value != null) {
            for (FieldError violation : Violations.of(value, validator)) {
                // A field that could not be bound is now missing, so its first error is the actual one.
                errors.putIfAbsent(violation.field(), violation);
            }
        }
        ProblemException.throwIfAny(new ArrayList<>(errors.values()));
        if (value == null) {
            throw notBindable("must be a JSON object");
        }
        return value;
    }

    private <T> T read(byte[] body, Class<T> type, Map<String, FieldError> errors) {
        if (body.length == 0) {
            throw notBindable("must be a JSON object, but the body is empty");
        }
        try {
            return json.bind(body, type);
        } catch (InputCoercionException outOfRange) {
            return collect(body, type, errors);
        } catch (StreamReadException | StreamConstraintsException malformed) {
            throw notBindable(BindingErrors.malformation(malformed));
        } catch (JacksonException misfit) {
            return collect(body, type, errors);
        }
    }

    private <T> T read(JsonNode part, Class<T> type, Map<String, FieldError> errors) {
        try {
            return json.bind(part, type);
        } catch (JacksonException misfit) {
            return collect(part.deepCopy(), type, errors);
        }
    }

    private <T> T collect(byte[] body, Class<T> type, Map<String, FieldError> errors) {
        JsonNode tree;
        try {
            tree = json.readTree(body);
        } catch (JacksonException malformed) {
            throw notBindable(BindingErrors.malformation(malformed));
        }
        return collect(tree, type, errors);
    }

    /**
     * Collects the errors of a tree that cannot be bound. The binder stops at the first error, so the value
     * in error is removed and the rest is bound again.
     */
    private <T> T collect(JsonNode tree, Class<T> type, Map<String, FieldError> errors) {
        for (int round = 0; round < MAX_ERRORS; round++) {
            try {
                return json.bind(tree, type);
            } catch (JacksonException misfit) {
                List<JacksonException.Reference> path = misfit.getPath();
                String field = BindingErrors.field(path);
                errors.putIfAbsent(field, new FieldError(field, BindingErrors.detail(misfit, json)));
                if (!BindingErrors.cutOut(tree, path)) {
                    return null;
                }
            }
        }
        return null;
    }

    private static ProblemException notBindable(String detail) {
        return ProblemException.invalid("", detail);
    }
}
