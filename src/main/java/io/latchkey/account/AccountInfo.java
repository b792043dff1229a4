package io.latchkey.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The details of an account that an integration may see with its key.
 *
 * @param orgId the organisation's number
 * @param organisationName the organisation's name
 * @param createdBy the name of the user who created the key
 * @param userEmail that user's e-mail address: the one for notices, or else the one used to sign in, if any
 */
public record AccountInfo(
        long orgId,
        String organisationName,
        String createdBy,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> userEmail) {}
