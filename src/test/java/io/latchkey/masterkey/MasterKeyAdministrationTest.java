package io.latchkey.masterkey;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.database.DatabaseFault;
import io.latchkey.keytoken.KeyVault;
import io.latchkey.organisation.AccountPrincipal;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Organisations;
import io.latchkey.secret.Secrets;
import io.latchkey.secret.Vault;
import io.latchkey.testing.TestSecrets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterKeyAdministrationTest {

    private static final Secrets SECRETS = TestSecrets.withMasterKeyVersions(1, 2);

    private static MasterKeyAdministration failing(SQLException failure) {
        MasterKeyRotation rotation = new MasterKeyRotation(List.of(), SECRETS, null, Clock.systemUTC()) {
            @Override
            long left() {
                return 1000;
            }

            @Override
            public void announce(long organisationId, long left) {
                // Nothing reads it here.
            }

            @Override
            long run() throws SQLException {
                throw failure;
            }
        };
        Organisations organisations = new Organisations(null, Clock.systemUTC()) {
            @Override
            public boolean isFirst(long organisationId) {
                return true;
            }
        };
        return new MasterKeyAdministration(
                rotation, new KeyVault(new Vault(SECRETS, new SecureRandom())), organisations);
    }

    private static AccountPrincipal owner() {
        return new AccountPrincipal(new AccountUser() {});
    }

    @Test
    void ifTheDatabaseIsAwayInTheMidstOfItNobodyIsToldThatNothingWasDone() {
        assertThatThrownBy(
                        () -> failing(new SQLException("terminated", "57P01")).rotate(owner()))
                .matches(DatabaseFault::isUnavailable)
                .matches(DatabaseFault::isInDoubt);
    }

    @Test
    void aFaultOfOurOwnStaysOne() {
        SQLException fault = new SQLException("no such column", "42703");

        assertThatThrownBy(() -> failing(fault).rotate(owner())).isSameAs(fault);
    }
}
