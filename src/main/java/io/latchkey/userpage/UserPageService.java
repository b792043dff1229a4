package io.latchkey.userpage;

import io.latchkey.limit.TooManyAttempts;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.user.OwnChange;
import io.latchkey.user.SeenUser;
import io.latchkey.user.UserChange;
import io.latchkey.user.UserDocument;
import io.latchkey.user.UserRequest;
import io.latchkey.user.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Lets owners manage the users of their organisation, and every user read and change their own data, for the
 * pages.
 */
@Singleton
@UserRoles(AccountRole.OWNER_ROLE)
public class UserPageService {

    private final Users users;
    private final CallingUser user;

    @Inject
    public UserPageService(Users users, CallingUser user) {
        this.users = users;
        this.user = user;
    }

    /** Returns at most {@code limit} users whose ids come after the given one, ordered by id. */
    public List<UserDocument> after(long id, int limit) {
        return users.list(user.organisationId(), id, limit).stream()
                .map(UserDocument::of)
                .toList();
    }

    /** Returns the user with this id. */
    public Optional<UserDocument> find(long id) {
        return users.find(user.organisationId(), id).map(UserDocument::of);
    }

    /** Returns what would be refused in a request to create a user, beyond the constraints of its fields. */
    public List<Problem> refusals(UserRequest request) {
        return users.refusals(request);
    }

    /** Returns what would be refused in a change of a user, beyond the constraints of its fields. */
    public List<Problem> refusals(long id, UserChange change) {
        return users.refusals(user.get(), id, change);
    }

    /**
     * Creates a user.
     *
     * @throws ProblemException if the request cannot be fulfilled; names the fields that are the cause
     */
    public UserDocument create(UserRequest request) {
        return UserDocument.of(users.create(user.get(), request));
    }

    /**
     * Changes a user, if the fields to be changed are as the owner has seen them.
     *
     * @throws io.latchkey.problem.StaleVersionException if somebody else has changed one of them since
     * @throws ProblemException if the change cannot be made; names the fields that are the cause
     */
    public Optional<UserDocument> change(long id, SeenUser seen, UserChange change) {
        return users.changeAs(user.get(), id, Optional.of(seen), change).map(UserDocument::of);
    }

    /**
     * Ends a user's access.
     *
     * @throws ProblemException 409, if this would leave the organisation without an owner
     */
    public boolean delete(long id) {
        return users.delete(user.get(), id);
    }

    /** Returns the signed-in user. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public UserDocument own() {
        AccountPrincipal own = user.get();
        return users.find(own.organisationId(), own.userId())
                .map(UserDocument::of)
                .orElseThrow();
    }

    /**
     * Changes the signed-in user's own address and password, if an address to be changed is as the user has seen it,
     * and returns the changed user.
     *
     * @throws io.latchkey.problem.StaleVersionException if somebody else has changed it since
     * @throws TooManyAttempts if the current password was guessed too often
     * @throws ProblemException if it is wrong or the change cannot be made; names the field that is the cause
     */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public Optional<AccountUser> changeOwn(SeenUser seen, OwnChange change) {
        return users.changeOwn(user.get(), Optional.of(seen), change);
    }
}
