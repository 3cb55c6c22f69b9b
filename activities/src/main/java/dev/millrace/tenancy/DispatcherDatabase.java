package dev.millrace.tenancy;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database as the dispatcher's role sees it: every tenant's jobs, and nothing but them. */
public final class DispatcherDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 2;

    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    public DispatcherDatabase(DatabaseUrl url) {
        pool = DataSources.pool("millrace-dispatcher", url, CONNECTIONS);
        jdbc = JdbcClient.create(pool);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    @Override
    public void close() {
        pool.close();
    }
}
