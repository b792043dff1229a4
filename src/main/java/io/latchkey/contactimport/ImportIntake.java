package io.latchkey.contactimport;

import io.latchkey.contact.ContactRequest;
import io.latchkey.json.Json;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.Violations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;

/** Accepts contacts for an import: valid ones are stored to be imported, the others are reported. */
@Singleton
class ImportIntake {

    private final ImportStore store;
    private final ImportRunner runner;
    private final Validator validator;
    private final Json json;

    @Inject
    ImportIntake(ImportStore store, ImportRunner runner, Validator validator, Json json) {
        this.store = store;
        this.runner = runner;
        this.validator = validator;
        this.json = json;
    }

    /** Stores the import and starts it, without waiting for it to finish. */
    ContactImportDocument take(long organisationId, ImportSettings settings, List<ContactRequest> contacts) {
        List<ImportItem> items = new ArrayList<>();
        List<FailedContact> failed = new ArrayList<>();
        for (int i = 0; i < contacts.size(); i++) {
            ContactRequest contact = contacts.get(i);
            String text = json.write(contact);
            List<FieldError> errors = errors(contact, text);
            if (errors.isEmpty()) {
                items.add(new ImportItem(i, text));
            } else {
                failed.add(FailedContact.of(i, contact, errors));
            }
        }
        String sessionId = store.add(organisationId, json.write(settings), items);
        runner.start();
        return new ContactImportDocument(sessionId, failed);
    }

    private List<FieldError> errors(ContactRequest contact, String text) {
        List<FieldError> violations = Violations.of(contact, validator);
        if (!violations.isEmpty()) {
            return violations;
        }
        List<FieldError> errors = new ArrayList<>(contact.errors());
        if (text.length() > ImportItem.MAX_LENGTH) {
            errors.add(new FieldError("", "must not be longer than " + ImportItem.MAX_LENGTH + " characters"));
        }
        return errors;
    }
}
