package io.latchkey.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.database.DatabaseFault;
import io.latchkey.key.KeyLeak;
import io.latchkey.key.KeyLeaked;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.CallingUser;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LeakResourceTest {

    private static final RuntimeException AWAY = new PersistenceException(new SQLException("terminated", "57P01"));
    private static final RuntimeException FAULT = new PersistenceException(new SQLException("no column", "42703"));

    private final List<String> reported = new ArrayList<>();

    private LeakResource failing(Map<String, RuntimeException> failures) {
        KeyLeak leak = new KeyLeak(null, null, null, null, null, null, Clock.systemUTC()) {
            @Override
            public Optional<Done> report(long organisationId, KeyToken token, Supplier<KeyLeaked.Where> where) {
                reported.add(token.value());
                if (failures.containsKey(token.value())) {
                    throw failures.get(token.value());
                }
                return Optional.of(new Done(1, true));
            }
        };
        CallingUser user = new CallingUser(null) {
            @Override
            public long organisationId() {
                return 1;
            }
        };
        return new LeakResource(leak, user);
    }

    private static LeakReports reports(String... tokens) {
        return new LeakReports(
                List.of(tokens).stream().map(token -> LeakReport.of(token, "")).toList());
    }

    @Test
    void ifTheDatabaseIsAwayForSomeNobodyIsToldThatNothingWasDoneForTheOthers() {
        LeakResource resource = failing(Map.of("b", AWAY));

        assertThatThrownBy(() -> resource.report(reports("a", "b", "c")))
                .matches(DatabaseFault::isUnavailable)
                .matches(DatabaseFault::isInDoubt);
        assertThat(reported).containsExactly("a", "b", "c");
    }

    @Test
    void ifItIsAwayForAllNothingWasDone() {
        LeakResource resource = failing(Map.of("a", AWAY));

        assertThatThrownBy(() -> resource.report(reports("a")))
                .matches(DatabaseFault::isUnavailable)
                .matches(failure -> !DatabaseFault.isInDoubt(failure));
    }

    @Test
    void aFaultOfOurOwnStaysOne() {
        LeakResource resource = failing(Map.of("b", FAULT));

        assertThat(catchThrowable(() -> resource.report(reports("a", "b")))).isSameAs(FAULT);
    }
}
