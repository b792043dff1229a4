package io.latchkey.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** A database that keeps how it goes about each query and deletion: each is run once more for that. */
public final class ExplainedDatabase {

    private static final Pattern PAGES = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
    private static final Pattern ROWS = Pattern.compile("scanCount: (\\d+)");

    private final TestDatabase database;
    private final List<String> plans = new ArrayList<>();
    private final List<String> deletions = new ArrayList<>();
    private final DataSource dataSource;

    public ExplainedDatabase(TestDatabase database) {
        this.database = database;
        this.dataSource = proxy(
                DataSource.class,
                database.dataSource(),
                (method, arguments, result) ->
                        result instanceof Connection connection ? explained(connection) : result);
    }

    /** What the queries come from that are explained. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The plans of the queries since this was last asked, in their order. */
    public List<String> plans() {
        List<String> since = List.copyOf(plans);
        plans.clear();
        return since;
    }

    /** The plans of the deletions since this was last asked, when there was nothing left to delete. */
    public List<String> deletions() {
        List<String> since = List.copyOf(deletions);
        deletions.clear();
        return since;
    }

    /** How much a plan has read: on PostgreSQL pages, on H2 rows. */
    public static long read(String plan) {
        Matcher pages = PAGES.matcher(plan);
        if (pages.find()) {
            return number(pages.group(1)) + number(pages.group(2));
        }
        return ROWS.matcher(plan)
                .results()
                .map(MatchResult::group)
                .mapToLong(count -> number(count.replaceAll("\\D", "")))
                .sum();
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private Connection explained(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) -> result instanceof PreparedStatement statement
                        ? explained(connection, (String) arguments[0], statement)
                        : result);
    }

    private PreparedStatement explained(Connection connection, String sql, PreparedStatement statement) {
        List<Call> parameters = new ArrayList<>();
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (method.getName().startsWith("set")) {
                parameters.add(new Call(method, arguments));
            }
            if (method.getName().equals("executeQuery")) {
                plans.add(plan(connection, sql, parameters));
            }
            if (method.getName().equals("executeUpdate") && sql.startsWith("DELETE ")) {
                deletions.add(plan(connection, sql, parameters));
            }
            return result;
        });
    }

    private String plan(Connection connection, String sql, List<Call> parameters) throws Exception {
        String explain = database.isPostgresql()
                ? "EXPLAIN (ANALYZE, BUFFERS, COSTS FALSE, TIMING FALSE, SUMMARY FALSE) "
                : "EXPLAIN ANALYZE ";
        try (PreparedStatement statement = connection.prepareStatement(explain + sql)) {
            for (Call parameter : parameters) {
                parameter.method().invoke(statement, parameter.arguments());
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private static <T> T proxy(Class<T> type, T of, After after) {
        return type.cast(Proxy.newProxyInstance(
                ExplainedDatabase.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.call(method, arguments, method.invoke(of, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private record Call(Method method, Object... arguments) {}

    private interface After {
        Object call(Method method, Object[] arguments, Object result) throws Exception;
    }
}
