package io.latchkey.rightpage;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.right.CustomRight;
import io.latchkey.right.CustomRightChange;
import io.latchkey.right.CustomRightRequest;
import io.latchkey.right.CustomRights;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Manages the custom rights of the signed-in user's organisation, as far as the user's role permits. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class RightPageService {

    private final CustomRights rights;
    private final CallingUser user;

    @Inject
    public RightPageService(CustomRights rights, CallingUser user) {
        this.rights = rights;
        this.user = user;
    }

    /** Returns all rights, sorted by name. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public List<CustomRight> list() {
        return rights.list(user.organisationId());
    }

    /** Returns the right with the given name. */
    public Optional<CustomRight> find(String name) {
        return rights.find(user.organisationId(), name);
    }

    /** Returns the numbers of at most {@code limit} keys that have the right. */
    public List<Long> holders(String name, int limit) {
        return rights.holders(user.organisationId(), name, limit);
    }

    /** Returns what would be refused in a request to create a right, beyond the constraints of its fields. */
    public List<Problem> refusals(CustomRightRequest request) {
        return rights.refusals(user.organisationId(), request);
    }

    /** Returns the same for a change to a right. */
    public List<Problem> refusals(CustomRightChange change) {
        return rights.refusals(change);
    }

    /**
     * Creates a right.
     *
     * @throws ProblemException 400, if a pattern is not valid; 409, if the name is taken or the organisation
     *     has 100 rights; names the field that is the cause, if there is one
     */
    public CustomRight create(CustomRightRequest request) {
        return rights.create(user.organisationId(), request);
    }

    /**
     * Changes the right, if it still has the version that the user has read.
     *
     * @throws ProblemException 400, if a pattern is not valid
     * @throws StaleVersionException if the right no longer has that version
     */
    public Optional<CustomRight> change(String name, long version, CustomRightChange change) {
        return rights.change(user.organisationId(), name, Optional.of(version), change);
    }

    /**
     * Deletes the right permanently. Returns false if there is no such right.
     *
     * @throws ProblemException 409, if a key has it
     */
    public boolean delete(String name) {
        return rights.delete(user.organisationId(), name, Optional.empty());
    }
}
