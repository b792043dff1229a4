package io.latchkey.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.password.PasswordHash;
import io.latchkey.password.PasswordUpgrade;
import io.latchkey.password.RecordedHashing;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ROUNDS = "PBKDF2WithHmacSHA512:210000:";

    private final RecordedHashing hashing = new RecordedHashing();
    private final PasswordHash passwords = new PasswordHash(hashing, 210_000, "production");

    /** In a database that finds this one, whatever the name. */
    private Accounts accounts(Optional<AccountUser> user) {
        return new Accounts(finding(user), passwords, new PasswordUpgrade(null, passwords), Clock.systemUTC());
    }

    private static EntityManager finding(Optional<AccountUser> user) {
        TypedQuery<?> query = proxy(TypedQuery.class, (name, proxy) -> switch (name) {
            case "setParameter" -> proxy;
            case "getResultStream" -> user.stream();
            default -> throw new UnsupportedOperationException(name);
        });
        return proxy(EntityManager.class, (name, proxy) -> {
            if (name.equals("createQuery")) {
                return query;
            }
            throw new UnsupportedOperationException(name);
        });
    }

    private interface Answering {
        Object answer(String method, Object proxy);
    }

    private static <T> T proxy(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                AccountsTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answering.answer(method.getName(), proxy)));
    }

    private static Optional<AccountUser> user(String passwordHash) {
        return Optional.of(new AccountUser(new Organisation("A", NOW), "anna", passwordHash, AccountRole.OWNER, NOW));
    }

    private Optional<AccountUser> authenticate(Optional<AccountUser> known) {
        return accounts(known).authenticate("anna", "whatever".toCharArray());
    }

    /** How long an answer takes does not tell whether there is such a user, or whether they have a password. */
    @Test
    void anUnknownNameAndAUserWithoutAPasswordCostTheHashThatAWrongPasswordCosts() {
        assertThat(authenticate(Optional.empty())).isEmpty();
        assertThat(hashing.verified()).hasSize(1);

        assertThat(authenticate(user(PasswordHash.NONE))).isEmpty();
        assertThat(hashing.verified()).hasSize(2);

        assertThat(authenticate(user(ROUNDS + "c2FsdA==:a2V5"))).isEmpty();
        assertThat(hashing.verified()).hasSize(3).allMatch(hash -> hash.startsWith(ROUNDS));
    }

    @Test
    void aRightPasswordCostsOneHashToo() {
        hashing.takeAny();

        assertThat(authenticate(user(ROUNDS + "c2FsdA==:a2V5"))).isPresent();
        assertThat(hashing.verified()).hasSize(1);
        // Whatever the work on it says, nobody's password is right.
        assertThat(authenticate(Optional.empty())).isEmpty();
        assertThat(authenticate(user(PasswordHash.NONE))).isEmpty();
    }
}
