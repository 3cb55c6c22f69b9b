package dev.millrace.tenancy;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema to the version this build expects: by Flyway where the owner's address is known, else by checking
 * that somebody did.
 */
public final class Migrations {
    private static final String LOCATION = "classpath:db/migration";

    private final DataSource application;
    private final @Nullable DatabaseUrl owner;

    public Migrations(DataSource application, @Nullable DatabaseUrl owner) {
        this.application = application;
        this.owner = owner;
    }

    /** @throws IllegalStateException when the schema is not at the expected version and this process may not migrate it */
    public void run() {
        if (owner == null) {
            check();
        } else {
            migrate(owner);
        }
    }

    private void migrate(DatabaseUrl url) {
        Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations(LOCATION)
                .load()
                .migrate();
    }

    private void check() {
        MigrationInfo[] pending = Flyway.configure()
                .dataSource(application)
                .locations(LOCATION)
                .load()
                .info()
                .pending();
        if (pending.length > 0) {
            throw new IllegalStateException("the database is not migrated to version "
                    + pending[pending.length - 1].getVersion()
                    + ": start one process with DATABASE_MIGRATION_URL set to the owner's address");
        }
    }
}
