package dev.millrace.tenancy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Small connection pools that begin to connect when first used, so that a process starts while its database is down. */
final class DataSources {
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int IDLE_CONNECTIONS = 1;

    private DataSources() {}

    static HikariDataSource pool(String name, DatabaseUrl url, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
