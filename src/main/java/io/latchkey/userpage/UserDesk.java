package io.latchkey.userpage;

import io.latchkey.limit.TooManyAttempts;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.ProblemException;
import io.latchkey.user.OwnChange;
import io.latchkey.user.UserChange;
import io.latchkey.user.UserDocument;
import io.latchkey.user.UserRequest;
import io.latchkey.user.Users;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The users of the signed-in user's organisation, for its owners; and for everybody, themselves. */
@Singleton
@UserRoles(AccountRole.OWNER_ROLE)
public class UserDesk {

    private final Users users;
    private final CallingUser user;

    @Inject
    public UserDesk(Users users, CallingUser user) {
        this.users = users;
        this.user = user;
    }

    /** The users after an id, in the order in which they were made. */
    public List<UserDocument> after(long id, int limit) {
        return users.list(user.get().organisationId(), id, limit).stream()
                .map(UserDocument::of)
                .toList();
    }

    /** The user with this id. */
    public Optional<UserDocument> find(long id) {
        return users.find(user.get().organisationId(), id).map(UserDocument::of);
    }

    /**
     * Makes a user.
     *
     * @throws ProblemException when what was asked for may not be, with the field that is the cause
     */
    public UserDocument create(UserRequest request) {
        return UserDocument.of(users.create(user.get().organisationId(), request));
    }

    /**
     * Changes a user.
     *
     * @throws ProblemException as there
     */
    public Optional<UserDocument> change(long id, UserChange change) {
        return users.changeAs(user.get(), id, change).map(UserDocument::of);
    }

    /**
     * Ends a user's access.
     *
     * @throws ProblemException 409, when it would leave the organisation without an owner
     */
    public boolean delete(long id) {
        return users.delete(user.get().organisationId(), id);
    }

    /** The signed-in user. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public UserDocument own() {
        AccountPrincipal own = user.get();
        return users.find(own.organisationId(), own.userId())
                .map(UserDocument::of)
                .orElseThrow();
    }

    /**
     * Changes the signed-in user's own address and password: the user as they are then.
     *
     * @throws TooManyAttempts when the present password was guessed too often
     * @throws ProblemException when it is wrong or what was asked for may not be, with the field that is the cause
     */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public Optional<AccountUser> changeOwn(OwnChange change) {
        return users.changeOwn(user.get(), change);
    }
}
