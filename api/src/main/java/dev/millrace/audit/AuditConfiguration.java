package dev.millrace.audit;

import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantTransactions;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Mutations leave a trace, and so does what was refused. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {
    /** After the filter that gives requests their trace, around Spring Security's chain. */
    private static final int AROUND_SECURITY = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    AuditLog auditLog(TenantTransactions tenants) {
        return new AuditLog(tenants);
    }

    @Bean
    AuditChains auditChains(TenantTransactions tenants, DataSource application, Keyset keyset) {
        return AuditChains.of(tenants, application, keyset);
    }

    @Bean
    AuditSweep auditSweep(AuditChains chains) {
        return chains.sweep();
    }

    @Bean
    SecurityEvents securityEvents(AuditChains chains, TenantTransactions tenants, DataSource application) {
        return new SecurityEvents(chains.appender(), new Trespasses(tenants, application));
    }

    /** Inside Spring Security's chain, so that the caller is known. */
    @Bean
    FilterRegistrationBean<AuditFilter> auditFilter(AuditChains chains, SecurityEvents events) {
        var registration = new FilterRegistrationBean<>(new AuditFilter(chains.appender(), events));
        registration.setOrder(0);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RefusedSignInFilter> refusedSignInFilter(SecurityEvents events) {
        var registration = new FilterRegistrationBean<>(new RefusedSignInFilter(events));
        registration.setOrder(AROUND_SECURITY);
        return registration;
    }
}
