package dev.millrace.standalone.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The database {@code millrace} and the roles of {@code deploy/postgres/roles.sql}, each login with its password. */
final class PostgresRoles {
    static final String DATABASE = "millrace";
    static final List<String> LOGINS = List.of("millrace_owner", "millrace_app", "millrace_dispatcher");

    private PostgresRoles() {}

    /** @param urlOf gives a database's JDBC URL */
    static void ensure(UnaryOperator<String> urlOf, UnaryOperator<String> passwordOf) {
        String superuserPassword = passwordOf.apply(PostgresCluster.SUPERUSER);
        try {
            try (var maintenance = DriverManager.getConnection(
                    urlOf.apply("postgres"), PostgresCluster.SUPERUSER, superuserPassword)) {
                createDatabase(maintenance);
            }
            try (var ours = DriverManager.getConnection(
                            urlOf.apply(DATABASE), PostgresCluster.SUPERUSER, superuserPassword);
                    var statement = ours.createStatement()) {
                statement.execute(script());
                for (String login : LOGINS) {
                    statement.execute("ALTER ROLE " + login + " PASSWORD '" + passwordOf.apply(login) + "'");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Millrace's database roles cannot be set up", e);
        }
    }

    private static void createDatabase(Connection maintenance) throws SQLException {
        try (var statement = maintenance.createStatement()) {
            boolean exists;
            try (var found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static String script() {
        try (InputStream script = PostgresRoles.class.getResourceAsStream("/postgres/roles.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
