package dev.millrace.tenancy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database of one process, by {@code DATABASE_URL}, {@code DATABASE_DISPATCHER_URL} and {@code DATABASE_MIGRATION_URL}. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DatabaseUrl databaseUrl(@Value("${DATABASE_URL:}") String url) {
        if (url.isBlank()) {
            throw new IllegalStateException("DATABASE_URL is not set: it is the address of the database as the role"
                    + " millrace_app, such as postgresql://millrace_app:password@localhost:5432/millrace");
        }
        return DatabaseUrl.parse(url);
    }

    @Bean
    HikariDataSource applicationDatabase(
            DatabaseUrl url, @Value("${millrace.database.connections:16}") int connections) {
        return DataSources.pool("millrace-app", url, connections);
    }

    @Bean
    TenantTransactions tenantTransactions(DataSource application) {
        return new TenantTransactions(application);
    }

    @Bean
    @ConditionalOnExpression("'${DATABASE_DISPATCHER_URL:}' != ''")
    DispatcherDatabase dispatcherDatabase(@Value("${DATABASE_DISPATCHER_URL}") String url) {
        return new DispatcherDatabase(DatabaseUrl.parse(url));
    }

    @Bean
    Migrations migrations(DataSource application, @Value("${DATABASE_MIGRATION_URL:}") String owner) {
        return new Migrations(application, owner.isBlank() ? null : DatabaseUrl.parse(owner));
    }

    @Bean
    Schema schema(
            Migrations migrations,
            Workspaces workspaces,
            @Value("${millrace.standalone:false}") boolean standalone,
            @Value("${MILLRACE_ADMIN_KEY:}") String adminKey) {
        return new Schema(() -> {
            migrations.run();
            if (standalone || !adminKey.isBlank()) {
                workspaces.ensure(Workspaces.DEFAULT, "Default");
            }
        });
    }
}
