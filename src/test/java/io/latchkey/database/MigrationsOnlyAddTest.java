package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While one node after another gets a new version, the others go on with the old one, on the new schema. */
class MigrationsOnlyAddTest {

    /** The last one that may do as it likes: no version had been released. */
    private static final int FREE = 67;

    private static final Path MIGRATIONS = Path.of("src/main/resources/db");
    private static final Pattern NUMBER = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    /** What an older version reads or writes would be gone, or would want a value that it does not give. */
    private static final Pattern TAKES_AWAY = Pattern.compile("\\bDROP (?:TABLE|COLUMN|VIEW|SEQUENCE)\\b"
            + "|\\bRENAME\\b|\\bSET NOT NULL\\b"
            // Without the word COLUMN, which may be left out.
            + "|^ALTER TABLE .* DROP (?!CONSTRAINT |DEFAULT\\b|NOT NULL\\b|IDENTITY\\b|EXPRESSION\\b)");

    private static final Pattern ADDED = Pattern.compile("\\bADD (?!CONSTRAINT )(?:(?!\\bADD ).)*");
    private static final Pattern DEMANDED = Pattern.compile("(?<!\\bIS )\\bNOT NULL\\b|\\bPRIMARY KEY\\b");
    private static final Pattern GIVEN = Pattern.compile("\\b(?:DEFAULT|GENERATED)\\b");

    /** Each migration by its number, and what is wrong with it. */
    private static Map<Integer, List<String>> refused() throws IOException {
        Map<Integer, List<String>> refused = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            for (Path file : files.toList()) {
                Matcher name = NUMBER.matcher(file.getFileName().toString());
                if (name.matches()) {
                    refused.put(Integer.parseInt(name.group(1)), refused(Files.readString(file)));
                }
            }
        }
        return refused;
    }

    /** The statements that do more than add. */
    private static List<String> refused(String sql) {
        return Arrays.stream(COMMENT.matcher(sql).replaceAll(" ").split(";"))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT))
                .filter(statement -> TAKES_AWAY.matcher(statement).find() || demands(statement))
                .toList();
    }

    private static boolean demands(String statement) {
        return statement.startsWith("ALTER TABLE ")
                && ADDED.matcher(statement)
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(added -> DEMANDED.matcher(added).find()
                                && !GIVEN.matcher(added).find());
    }

    @Test
    void noMigrationTakesAwayOrDemandsWhatAnOlderVersionDoesNotKnow() throws IOException {
        Map<Integer, List<String>> refused = refused();

        assertThat(refused).containsKey(FREE);
        assertThat(refused).allSatisfy((number, statements) -> {
            if (number > FREE) {
                assertThat(statements).as("V" + number).isEmpty();
            }
        });
        // So it would be found: these did, before the first release.
        assertThat(refused.get(12))
                .containsExactly(
                        "ALTER TABLE API_KEY DROP COLUMN DIGEST", "ALTER TABLE API_KEY DROP COLUMN SEALED_KEY");
        assertThat(refused.get(66)).containsExactly("ALTER TABLE NOTICE_DELIVERY ALTER COLUMN QUEUED_AT SET NOT NULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE api_key",
                "ALTER TABLE api_key DROP COLUMN hint",
                "ALTER TABLE api_key DROP hint",
                "alter table api_key\n    drop column if exists hint",
                "ALTER TABLE api_key RENAME TO key",
                "ALTER TABLE api_key ALTER COLUMN hint RENAME TO tail",
                "ALTER TABLE api_key ALTER COLUMN hint SET NOT NULL",
                "ALTER TABLE api_key ADD COLUMN team BIGINT NOT NULL",
                "ALTER TABLE api_key ADD team BIGINT NOT NULL",
                "ALTER TABLE api_key ADD COLUMN a INT NOT NULL, ADD COLUMN b INT DEFAULT 1 NOT NULL",
                "CREATE TABLE a (b INT);\nALTER TABLE api_key ADD COLUMN team -- of whom\n BIGINT NOT NULL",
            })
    void whatIsNotOnlyAddedIsRefused(String sql) {
        assertThat(refused(sql)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE team (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(9) NOT NULL)",
                "ALTER TABLE api_key ADD COLUMN team BIGINT",
                "ALTER TABLE api_key ADD COLUMN team BIGINT DEFAULT 1 NOT NULL",
                "ALTER TABLE api_key ADD COLUMN position BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL",
                "ALTER TABLE api_key ALTER COLUMN hint DROP NOT NULL",
                "ALTER TABLE api_key DROP CONSTRAINT api_key_hint",
                "DROP INDEX api_key_hint",
                "-- DROP TABLE api_key\nCREATE INDEX api_key_hint ON api_key (hint)",
            })
    void whatIsOnlyAddedIsNot(String sql) {
        assertThat(refused(sql)).isEmpty();
    }
}
