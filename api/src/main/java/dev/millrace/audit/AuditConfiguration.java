package dev.millrace.audit;

import dev.millrace.tenancy.TenantTransactions;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mutations leave a trace. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {
    @Bean
    AuditLog auditLog(TenantTransactions tenants) {
        return new AuditLog(tenants);
    }

    /** Inside Spring Security's chain, so that the caller is known. */
    @Bean
    FilterRegistrationBean<AuditFilter> auditFilter(AuditLog audit) {
        var registration = new FilterRegistrationBean<>(new AuditFilter(audit));
        registration.setOrder(0);
        return registration;
    }
}
