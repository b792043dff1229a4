package io.latchkey.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database that counts how often it is asked: each execution of a statement, however many rows it is for. */
public final class CountedDatabase {

    private final AtomicInteger executions = new AtomicInteger();
    private final DataSource dataSource;

    public CountedDatabase(DataSource dataSource) {
        this.dataSource = counting(DataSource.class, dataSource);
    }

    /** What the statements come from that are counted. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** How often a statement has been executed since this was last asked. */
    public int executions() {
        return executions.getAndSet(0);
    }

    private <T> T counting(Class<T> type, T counted) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        executions.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(counted, arguments);
                        if (method.getReturnType() == Connection.class && counted instanceof DataSource) {
                            return counting(Connection.class, (Connection) result);
                        }
                        if (result instanceof PreparedStatement statement) {
                            return counting(PreparedStatement.class, statement);
                        }
                        return result instanceof Statement statement ? counting(Statement.class, statement) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
