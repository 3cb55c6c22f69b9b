package dev.millrace.tenancy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real PostgreSQL with Millrace's roles and schema, started and migrated once a JVM; tests are kept apart by fresh
 * workspaces. The server dies with the JVM.
 */
public final class TestDatabase {
    private static final String PASSWORD = "p%40ss";

    private final EmbeddedPostgres server;
    private final DataSource application;
    private final DataSource dispatcher;

    private TestDatabase() {
        server = start();
        JdbcClient superuser = superuser();
        superuser.sql(roles()).update();
        for (String role : new String[] {"millrace_owner", "millrace_app", "millrace_dispatcher"}) {
            superuser.sql("ALTER ROLE " + role + " PASSWORD 'p@ss'").update();
        }
        application = pool("millrace_app");
        dispatcher = pool("millrace_dispatcher");
        new Migrations(application, DatabaseUrl.parse(migrationUrl())).run();
    }

    public static TestDatabase get() {
        return Started.ONCE;
    }

    /** The value of {@code DATABASE_URL}, of the role that row-level security holds back. */
    public String url() {
        return url("millrace_app");
    }

    /** The value of {@code DATABASE_DISPATCHER_URL}. */
    public String dispatcherUrl() {
        return url("millrace_dispatcher");
    }

    /** The value of {@code DATABASE_MIGRATION_URL}. */
    public String migrationUrl() {
        return url("millrace_owner");
    }

    public DataSource application() {
        return application;
    }

    public DataSource dispatcher() {
        return dispatcher;
    }

    /** For what a test must see or break behind the application's back. */
    public JdbcClient superuser() {
        return JdbcClient.create(server.getPostgresDatabase());
    }

    public TenantTransactions transactions() {
        return new TenantTransactions(application);
    }

    /** A new workspace with a row of its own, that no other test uses. */
    public TenantId workspace() {
        TenantId tenant = new TenantId("t-" + UUID.randomUUID());
        transactions()
                .run(
                        tenant,
                        jdbc -> jdbc.sql("INSERT INTO workspaces (tenant_id, name) VALUES (:id, 'test')")
                                .param("id", tenant.value())
                                .update());
        return tenant;
    }

    private String url(String role) {
        return "postgresql://" + role + ":" + PASSWORD + "@localhost:" + server.getPort() + "/postgres";
    }

    private DataSource pool(String role) {
        return DataSources.pool(role, DatabaseUrl.parse(url(role)), 8);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String roles() {
        try (InputStream sql = TestDatabase.class.getResourceAsStream("/postgres/roles.sql")) {
            return new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Started {
        static final TestDatabase ONCE = new TestDatabase();
    }
}
