package io.latchkey.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What an integration may know of the account behind its key.
 *
 * @param orgId the organisation's number
 * @param organisationName the organisation's name
 * @param createdBy the name of the user who made the key
 * @param userEmail that user's e-mail address, if they sign in by it
 */
public record AccountInfo(
        long orgId,
        String organisationName,
        String createdBy,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> userEmail) {

    AccountInfo(long orgId, String organisationName, String createdBy) {
        this(orgId, organisationName, createdBy, Optional.of(createdBy).filter(name -> name.contains("@")));
    }
}
