package io.latchkey.bench.basic;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Fills the tables: {@code user-0} to {@code user-999}, each with its name as the password. */
@Singleton
@Startup
public class Callers {

    private static final int CALLERS = 1000;

    @Resource(lookup = "java:app/jdbc/bench")
    private DataSource dataSource;

    @Inject
    private Pbkdf2PasswordHash hash;

    @PostConstruct
    void fill() {
        try (Connection connection = dataSource.getConnection();
                Statement ddl = connection.createStatement()) {
            ddl.execute("DROP TABLE IF EXISTS basic_caller_group, basic_caller");
            ddl.execute("CREATE TABLE basic_caller (name VARCHAR(100) PRIMARY KEY, password VARCHAR(500) NOT NULL)");
            ddl.execute("CREATE TABLE basic_caller_group (caller_name VARCHAR(100) NOT NULL, group_name VARCHAR(100)"
                    + " NOT NULL, PRIMARY KEY (caller_name, group_name))");
            try (PreparedStatement caller = connection.prepareStatement("INSERT INTO basic_caller VALUES (?, ?)");
                    PreparedStatement group =
                            connection.prepareStatement("INSERT INTO basic_caller_group VALUES (?, 'user')")) {
                for (int i = 0; i < CALLERS; i++) {
                    String name = "user-" + i;
                    caller.setString(1, name);
                    caller.setString(2, hash.generate(name.toCharArray()));
                    caller.addBatch();
                    group.setString(1, name);
                    group.addBatch();
                }
                caller.executeBatch();
                group.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
