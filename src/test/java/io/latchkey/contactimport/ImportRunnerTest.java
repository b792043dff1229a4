package io.latchkey.contactimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.json.Json;
import io.latchkey.testing.LoggedLines;
import io.latchkey.timer.EndOfApplication;
import io.latchkey.timer.Stopping;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of an import that cannot go on. */
class ImportRunnerTest {

    private static final Json JSON = new Json();
    private static final String SETTINGS = JSON.write(ImportSettings.of(null, null, null, null, null, false, null));
    private static final String CONTACT = "{}";

    private final Deque<String> due = new ArrayDeque<>(List.of("first", "second"));
    private final Deque<ImportItem> waiting = new ArrayDeque<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private final Stopping stopping = new Stopping();
    private String settings = SETTINGS;
    private boolean ending;
    private boolean away;

    private final class Leases extends ImportLeases {

        Leases() {
            super(null, Clock.systemUTC());
        }

        @Override
        public Optional<String> claim(String run) {
            if (ending) {
                EndOfApplication.begin(stopping);
            }
            if (away) {
                throw new IllegalStateException(new SQLException("refused", "08001"));
            }
            return Optional.ofNullable(due.poll());
        }

        @Override
        boolean renew(String sessionId, String run) {
            return true;
        }

        @Override
        public void endTurn(String sessionId, String run) {
            turns.add(sessionId);
        }

        @Override
        void finish(String sessionId) {
            // Nothing is waiting any more.
        }
    }

    private final class Items extends ImportItems {

        Items() {
            super(null, null);
        }

        @Override
        List<ImportItem> waiting(String sessionId, int limit) {
            return sessionId.equals("first") ? waiting.stream().limit(limit).toList() : List.of();
        }

        @Override
        void markFailed(String sessionId, ImportItem item, String reason) {
            waiting.remove(item);
            failed.add(reason);
        }
    }

    private final class Store extends ImportStore {

        Store() {
            super(null, null, Clock.systemUTC());
        }

        @Override
        StoredImport get(String sessionId) {
            return new StoredImport(1, settings);
        }
    }

    private void run() {
        run(JSON);
    }

    /** Without a writer, no contact can be written. */
    private void run(Json json) {
        Leases leases = new Leases();
        ImportBatch batch = new ImportBatch(leases, new Store(), new Items(), null, null, null, null, json);
        new ImportRunner(leases, batch, stopping).run();
    }

    @Test
    void aContactThatCannotBeWrittenFails() {
        waiting.add(new ImportItem(0, CONTACT));

        run();

        assertThat(failed).singleElement().asString().contains("internal error");
        assertThat(turns).containsExactly("first", "second");
    }

    @Test
    void soDoesOneThatIsMetByAnError() {
        waiting.add(new ImportItem(0, CONTACT));
        waiting.add(new ImportItem(1, CONTACT));

        run(new Json() {
            @Override
            public <T> T bind(byte[] body, Class<T> type) {
                throw new NoClassDefFoundError("for a test");
            }
        });

        assertThat(failed).hasSize(2).allMatch(reason -> reason.contains("internal error"));
        assertThat(turns).containsExactly("first", "second");
    }

    @Test
    void anApplicationThatEndsLeavesItToAnotherNodeAtOnce() {
        ending = true;
        waiting.add(new ImportItem(0, CONTACT));

        run();

        assertThat(waiting).hasSize(1);
        assertThat(turns).containsExactly("first");
    }

    /** What it lacks by then is not the contact's fault. */
    @Test
    void whatFailsWhileTheApplicationEndsIsLeftToAnotherNode() {
        waiting.add(new ImportItem(0, CONTACT));

        run(new Json() {
            @Override
            public <T> T bind(byte[] body, Class<T> type) {
                EndOfApplication.begin(stopping);
                throw new NoClassDefFoundError("for a test");
            }
        });

        assertThat(waiting).hasSize(1);
        assertThat(failed).isEmpty();
    }

    @Test
    void settingsOfALaterVersionAreLeftToIt() {
        settings = SETTINGS.replaceFirst("\\{", "{\"later\":1,");
        waiting.add(new ImportItem(0, CONTACT));

        run();

        assertThat(waiting).hasSize(1);
        assertThat(failed).isEmpty();
        assertThat(turns).as("the other one's").containsExactly("second");
    }

    @Test
    void soIsAContactOfALaterVersion() {
        waiting.add(new ImportItem(0, "{\"later\":1}"));

        run();

        assertThat(waiting).hasSize(1);
        assertThat(failed).isEmpty();
        assertThat(turns).as("the other one's").containsExactly("second");
    }

    @Test
    void noImportStoppedIfNoneCouldBeLookedFor() {
        away = true;
        try (LoggedLines lines = LoggedLines.of(ImportRunner.class)) {
            run();

            assertThat(lines.written())
                    .containsExactly("WARNING Imports could not be looked for, and will be next time:"
                            + " java.sql.SQLException: refused");
        }
    }
}
