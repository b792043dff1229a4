package io.latchkey.user;

import io.latchkey.json.Patch;
import io.latchkey.json.StorableText;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.problem.FieldError;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what is in conflict with the users that are stored: names and addresses that are taken, and changes that would
 * leave an organisation without an owner. The answer holds for as long as the caller's transaction has locked the
 * organisation, except that an owner of another one may take a name or an address meanwhile.
 */
@Singleton
class UserConflicts {

    private static final FieldError EMAIL_TAKEN =
            new FieldError("email", "The e-mail address belongs to another user.");

    private static final FieldError LAST_OWNER =
            new FieldError("role", "The organisation needs an owner. Make someone else one first.");

    private final EntityManager entities;

    @Inject
    UserConflicts(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns which of a new user's name and address another user has, or, for the name, has had. */
    @Transactional
    public List<FieldError> ofNew(String name, Optional<String> email) {
        List<FieldError> conflicts = new ArrayList<>();
        // Other names can't be asked for, and are refused anyway.
        if (StorableText.isStorable(name) && isTaken("u.name = :value", name)) {
            conflicts.add(new FieldError("name", "The name is, or was, another user's."));
        }
        if (email.map(AccountUser::emailKey).filter(this::isEmailTaken).isPresent()) {
            conflicts.add(EMAIL_TAKEN);
        }
        return conflicts;
    }

    /** Returns which parts of a change of the user are in conflict with what is stored. */
    List<FieldError> ofChange(AccountUser user, Optional<Patch<String>> email, Optional<AccountRole> role) {
        List<FieldError> conflicts = new ArrayList<>();
        Optional<String> key = email.flatMap(Patch::value).map(AccountUser::emailKey);
        if (key.isPresent() && !key.equals(user.email().map(AccountUser::emailKey)) && isEmailTaken(key.get())) {
            conflicts.add(EMAIL_TAKEN);
        }
        if (role.filter(other -> other != user.role()).isPresent() && isLastOwner(user)) {
            conflicts.add(LAST_OWNER);
        }
        return conflicts;
    }

    /** Returns why the user can't be deleted; empty if they can. */
    List<FieldError> ofDeletion(AccountUser user) {
        return isLastOwner(user) ? List.of(LAST_OWNER) : List.of();
    }

    /** Checks the users of all organisations, as names and addresses are unique among all of them. */
    private boolean isTaken(String what, String value) {
        return entities.createQuery("SELECT COUNT(u) FROM AccountUser u WHERE " + what, Long.class)
                        .setParameter("value", value)
                        .getSingleResult()
                > 0;
    }

    private boolean isEmailTaken(String emailKey) {
        return isTaken("u.emailKey = :value", emailKey);
    }

    private boolean isLastOwner(AccountUser user) {
        return user.role() == AccountRole.OWNER && owners(user.organisationId()) < 2;
    }

    private long owners(long organisationId) {
        return entities.createQuery(
                        "SELECT COUNT(u) FROM AccountUser u WHERE u.organisationId = :organisation"
                                + " AND u.deletedAt IS NULL AND u.role = io.latchkey.organisation.AccountRole.OWNER",
                        Long.class)
                .setParameter("organisation", organisationId)
                .getSingleResult();
    }
}
