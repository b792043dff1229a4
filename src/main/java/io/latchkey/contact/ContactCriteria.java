package io.latchkey.contact;

import io.latchkey.problem.ProblemException;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/**
 * What a search looks for; what is left out does not narrow it. Texts must be equal, in whatever case names and e-mail
 * addresses are written.
 */
record ContactCriteria(
        Optional<String> email,
        Optional<String> sms,
        Optional<String> externalCustomerId,
        Optional<List<Long>> ids,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<Long> groupId,
        Optional<String> groupName) {

    /**
     * Reads the criteria from a request's address.
     *
     * @throws ProblemException 400, when one is too long, or no index serves their combination
     */
    static ContactCriteria of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        ContactCriteria criteria = new ContactCriteria(
                parameters.text("email"),
                parameters.text("sms", "phone"),
                parameters.text("externalCustomerId"),
                parameters.ids(PageRequest.MAX_ROWS, "ids"),
                parameters.text("firstname", "firstName"),
                parameters.text("lastname", "lastName"),
                parameters.number("groupId", 1, Long.MAX_VALUE),
                parameters.text("group", "groupName"));
        boolean names = criteria.firstName.isPresent() || criteria.lastName.isPresent();
        if (names && criteria.namesGroup() && !criteria.identifies()) {
            throw ProblemException.invalid(
                    criteria.groupId.isPresent() ? "groupId" : "group", "must not be combined with a name alone");
        }
        return criteria;
    }

    /** Whether at most a few contacts can be meant. */
    boolean identifies() {
        return email.isPresent() || sms.isPresent() || externalCustomerId.isPresent() || ids.isPresent();
    }

    boolean namesGroup() {
        return groupId.isPresent() || groupName.isPresent();
    }
}
