package io.latchkey.bench.basic;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.identitystore.DatabaseIdentityStoreDefinition;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * What the platform has of its own: HTTP Basic against a table of users. The hash is the platform's default,
 * {@code Pbkdf2PasswordHash} with its default parameters; the bench writes the rows by the same class. Pool sizes are
 * Latchkey's.
 */
@ApplicationPath("/api")
@DeclareRoles("user")
@BasicAuthenticationMechanismDefinition(realmName = "bench")
@DatabaseIdentityStoreDefinition(
        dataSourceLookup = "java:app/jdbc/bench",
        callerQuery = "SELECT password FROM basic_caller WHERE name = ?",
        groupsQuery = "SELECT group_name FROM basic_caller_group WHERE caller_name = ?")
@DataSourceDefinition(
        name = "java:app/jdbc/bench",
        className = "org.postgresql.ds.PGSimpleDataSource",
        url = "${ENV=BENCH_DB_URL}",
        user = "postgres",
        password = "postgres",
        minPoolSize = 2,
        maxPoolSize = 32)
public class BasicApplication extends Application {}
