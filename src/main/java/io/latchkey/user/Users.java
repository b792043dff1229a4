package io.latchkey.user;

import io.latchkey.json.Patch;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountUser;
import io.latchkey.password.PasswordHash;
import io.latchkey.password.PasswordRules;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.FieldErrors;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.security.UserPasswords;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Creates, lists, changes and deletes the users of the organisations. The slow parts, verifying and hashing
 * passwords, are done before the organisation is locked. An owner who is deleted or loses the role before the
 * organisation is locked, or whose password is changed, changes nothing: the request gets a 403 then.
 */
@Singleton
public class Users {

    private final StoredUsers stored;
    private final UserConflicts conflicts;
    private final UserPasswords presented;
    private final PasswordRules rules;
    private final PasswordHash hash;

    @Inject
    public Users(
            StoredUsers stored,
            UserConflicts conflicts,
            UserPasswords presented,
            PasswordRules rules,
            PasswordHash hash) {
        this.stored = stored;
        this.conflicts = conflicts;
        this.presented = presented;
        this.rules = rules;
        this.hash = hash;
    }

    /**
     * Returns at most {@code limit} of the organisation's users whose ids come after the given one, ordered
     * by id.
     */
    public List<AccountUser> list(long organisationId, long afterId, int limit) {
        return stored.list(organisationId, afterId, limit);
    }

    /** Returns the organisation's user with this id. */
    public Optional<AccountUser> find(long organisationId, long id) {
        return stored.find(organisationId, id);
    }

    /**
     * Returns what would be refused in a request to create a user, beyond the constraints of its fields: what may not be
     * used, and what is another user's. Stores nothing: for a form that shows all errors at once.
     */
    public List<Problem> refusals(UserRequest request) {
        FieldErrors invalid = new FieldErrors();
        Optional<String> email = email(request, invalid);
        password(request, invalid).ifPresent(Users::clear);
        return refusals(invalid, conflicts.ofNew(request.name(), email));
    }

    /**
     * Returns what would be refused in an owner's change of a user, beyond the constraints of its fields: what may not be
     * used, and what is in conflict with other users. Stores nothing: for a form that shows all errors at once.
     */
    public List<Problem> refusals(AccountPrincipal owner, long id, UserChange change) {
        FieldErrors invalid = new FieldErrors();
        Optional<Patch<String>> email = email(change, invalid);
        stored.find(owner.organisationId(), id)
                .flatMap(user -> password(change, user.name(), invalid))
                .ifPresent(Users::clear);
        return refusals(invalid, stored.conflicts(owner.organisationId(), id, email, change.newRole()));
    }

    private static List<Problem> refusals(FieldErrors invalid, List<FieldError> conflicts) {
        List<Problem> refusals = new ArrayList<>();
        if (!invalid.list().isEmpty()) {
            refusals.add(Problem.invalid(invalid.list()));
        }
        if (!conflicts.isEmpty()) {
            refusals.add(Problem.conflict(conflicts));
        }
        return refusals;
    }

    private static Optional<String> email(UserRequest request, FieldErrors errors) {
        return errors.read(() -> Optional.ofNullable(request.email()).map(UserRules::email), Optional.empty());
    }

    private Optional<char[]> password(UserRequest request, FieldErrors errors) {
        return errors.read(
                () -> Optional.ofNullable(request.password()).map(text -> rules.checked(text, request.name())),
                Optional.empty());
    }

    /**
     * Creates a user on behalf of an owner.
     *
     * @throws ProblemException 400, if the address or the password may not be used; 403, if the owner no longer
     *     is one; 409, if the name is or was another user's, the address is another user's, or there are too
     *     many users; the fields say which
     */
    public AccountUser create(AccountPrincipal owner, UserRequest request) {
        FieldErrors errors = new FieldErrors();
        Optional<String> email = email(request, errors);
        Optional<char[]> password = password(request, errors);
        try {
            errors.throwIfAny();
            return stored.create(owner, request, email, password.map(hash::generate));
        } finally {
            password.ifPresent(Users::clear);
        }
    }

    /**
     * Changes a user on behalf of an owner; omitted fields stay as they are. Owners change their own address
     * and password as every user does. A new password ends the user's sessions.
     *
     * @throws ProblemException 400, if the address or the password may not be used, or is the owner's own;
     *     403, if the owner no longer is one; 409, if the address is another user's, or the change would leave
     *     the organisation without an owner; the fields say which
     */
    public Optional<AccountUser> changeAs(AccountPrincipal owner, long id, UserChange change) {
        return changeAs(owner, id, Optional.empty(), change);
    }

    /**
     * Does the same if nobody else has changed the same fields since they were read.
     *
     * @param seen the user as the owner has read it, if known
     * @throws io.latchkey.problem.StaleVersionException if somebody has
     */
    public Optional<AccountUser> changeAs(AccountPrincipal owner, long id, Optional<SeenUser> seen, UserChange change) {
        if (id == owner.userId()) {
            change.newPassword().ifPresent(own -> refuseOwn("password"));
            change.newEmail().ifPresent(own -> refuseOwn("email"));
        }
        return stored.find(owner.organisationId(), id)
                .flatMap(user -> stored.changeAs(owner, id, seen, checked(change, user.name(), new FieldErrors())));
    }

    private static void refuseOwn(String field) {
        throw ProblemException.invalid(field, "must be changed at /manage/v1/users/me if it is your own");
    }

    /**
     * Changes a user's own data. Changing the address or the password requires the current password; a user
     * who has none asks an owner. A wrong one is counted and logged like one at sign-in, so that somebody who
     * only has a session cannot find it out.
     *
     * @throws io.latchkey.limit.TooManyAttempts if it was guessed too often
     * @throws ProblemException 400, if the current password is wrong, or the address or the new password may
     *     not be used; 409, if the address is another user's
     */
    public Optional<AccountUser> changeOwn(AccountPrincipal user, OwnChange own) {
        return changeOwn(user, Optional.empty(), own);
    }

    /**
     * The same, if the fields to be changed are as the user has seen them.
     *
     * @throws io.latchkey.problem.StaleVersionException if somebody else has changed one of them since
     */
    public Optional<AccountUser> changeOwn(AccountPrincipal user, Optional<SeenUser> seen, OwnChange own) {
        UserChange change = own.change();
        boolean asks = change.newPassword().isPresent() || change.newEmail().isPresent();
        FieldErrors errors = new FieldErrors();
        Optional<AccountUser> verified =
                asks ? errors.read(() -> Optional.of(verify(user, own)), Optional.empty()) : Optional.empty();
        return stored.changeOwn(user, seen, checked(change, user.getName(), errors), verified);
    }

    private AccountUser verify(AccountPrincipal user, OwnChange own) {
        char[] password =
                own.knownPassword().orElseThrow(UserRules::wrongPresentPassword).toCharArray();
        try {
            return presented.authenticate(user.getName(), password).orElseThrow(UserRules::wrongPresentPassword);
        } finally {
            clear(password);
        }
    }

    /**
     * Returns the change with its password hashed.
     *
     * @throws ProblemException 400, if fields are not valid, or have been found not to be
     */
    private CheckedChange checked(UserChange change, String userName, FieldErrors errors) {
        Optional<Patch<String>> email = email(change, errors);
        Optional<char[]> password = password(change, userName, errors);
        try {
            errors.throwIfAny();
            return new CheckedChange(email, change.newRole(), password.map(hash::generate));
        } finally {
            password.ifPresent(Users::clear);
        }
    }

    private static Optional<Patch<String>> email(UserChange change, FieldErrors errors) {
        return errors.read(
                () -> change.newEmail().map(patch -> new Patch<>(patch.value().map(UserRules::email))),
                Optional.empty());
    }

    private Optional<char[]> password(UserChange change, String userName, FieldErrors errors) {
        return errors.read(() -> change.newPassword().map(text -> rules.checked(text, userName)), Optional.empty());
    }

    private static void clear(char[] password) {
        Arrays.fill(password, '\0');
    }

    /**
     * Ends a user's access on behalf of an owner; the keys that they have created keep working. Returns false
     * if there is no such user.
     *
     * @throws ProblemException 403, if the owner no longer is one; 409, if this would leave the organisation
     *     without an owner
     */
    public boolean delete(AccountPrincipal owner, long id) {
        return stored.delete(owner, id);
    }
}
