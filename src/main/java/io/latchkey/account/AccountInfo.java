package io.latchkey.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The details of an account that an integration may see with its key.
 *
 * @param orgId the organisation's number
 * @param organisationName the organisation's name
 * @param createdBy the name of the user who created the key
 * @param userEmail that user's e-mail address, if it is used to sign in
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
