package dev.millrace.limits;

import dev.millrace.tenancy.TenantTransactions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The limits of workspaces that have none of their own, by {@code MILLRACE_LIMIT_REQUESTS_PER_SECOND} and so on. A standalone
 * run, which has one user, begins with limits that nobody meets.
 */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    private static final Limits OF_MANY = new Limits(500, 2_000, 10_000, 1_000_000_000L, 1L << 40, 64);
    private static final Limits OF_ONE =
            new Limits(100_000, 200_000, 1_000_000, 1_000_000_000_000L, 1L << 49, 1_000_000);

    @Bean
    Quotas quotas(TenantTransactions transactions, Environment environment) {
        Limits usual = environment.getProperty("millrace.standalone", Boolean.class, false) ? OF_ONE : OF_MANY;
        Function<String, @Nullable Long> configured =
                name -> environment.getProperty("MILLRACE_LIMIT_" + name, Long.class);
        LimitChanges changes = new LimitChanges(
                configured.apply("REQUESTS_PER_SECOND"),
                configured.apply("REQUEST_BURST"),
                configured.apply("OPEN_JOBS"),
                configured.apply("DATASET_ROWS"),
                configured.apply("STORAGE_BYTES"),
                configured.apply("CONCURRENT_FITS"));
        return new Quotas(transactions, changes.on(usual));
    }
}
