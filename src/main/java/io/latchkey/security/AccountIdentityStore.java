package io.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import java.util.Set;

/**
 * Validates users' names and passwords, and their sessions regardless of how they signed in. Users may then
 * manage their organisation's keys.
 */
@Singleton
public class AccountIdentityStore implements IdentityStore {

    private final Accounts accounts;
    private final UserPasswords passwords;

    @Inject
    public AccountIdentityStore(Accounts accounts, UserPasswords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /**
     * Returns a valid result for a correct password, or for a session whose user still exists and whose
     * password, if any, has not been changed since; does not validate other credentials.
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof AskerCredential asker && asker.isDecidedAsKey()) {
            return NOT_VALIDATED_RESULT;
        }
        if (credential instanceof UsernamePasswordCredential presented) {
            return verdict(passwords.authenticate(
                    presented.getCaller(), presented.getPassword().getValue()));
        }
        if (credential instanceof SessionCredential session) {
            return verdict(accounts.user(session.userId())
                    .filter(user -> user.passwordSetAt().equals(session.passwordSetAt())));
        }
        return NOT_VALIDATED_RESULT;
    }

    private static CredentialValidationResult verdict(Optional<AccountUser> user) {
        return user.map(AccountIdentityStore::accept).orElse(INVALID_RESULT);
    }

    static CredentialValidationResult accept(AccountUser user) {
        return new CredentialValidationResult(
                new AccountPrincipal(user), Set.of(user.role().roleName()));
    }
}
