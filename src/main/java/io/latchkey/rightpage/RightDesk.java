package io.latchkey.rightpage;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
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

/** The custom rights of the signed-in user's organisation, as far as their role goes. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class RightDesk {

    private final CustomRights rights;
    private final CallingUser user;

    @Inject
    public RightDesk(CustomRights rights, CallingUser user) {
        this.rights = rights;
        this.user = user;
    }

    /** All of them, in the order of their names. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public List<CustomRight> list() {
        return rights.list(organisation());
    }

    /** The right with this name. */
    public Optional<CustomRight> find(String name) {
        return rights.find(organisation(), name);
    }

    /** Some of the keys that have the right, by their numbers. */
    public List<Long> holders(String name, int limit) {
        return rights.holders(organisation(), name, limit);
    }

    /**
     * Makes a right.
     *
     * @throws ProblemException when what was asked for may not be, with the field that is the cause
     */
    public CustomRight create(CustomRightRequest request) {
        return rights.create(organisation(), request);
    }

    /**
     * Changes the right as it was read.
     *
     * @throws ProblemException as there
     * @throws StaleVersionException when it is no longer of that version
     */
    public Optional<CustomRight> change(String name, long version, CustomRightChange change) {
        return rights.change(organisation(), name, Optional.of(version), change);
    }

    /**
     * Deletes the right for good; false when there is none.
     *
     * @throws ProblemException 409, when a key has it
     */
    public boolean delete(String name) {
        return rights.delete(organisation(), name, Optional.empty());
    }

    private long organisation() {
        return user.get().organisationId();
    }
}
