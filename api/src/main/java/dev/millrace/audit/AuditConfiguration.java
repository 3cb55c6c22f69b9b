package dev.millrace.audit;

import dev.millrace.tenancy.TenantTransactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Mutations leave a trace. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration implements WebMvcConfigurer {
    private final AuditLog audit;

    AuditConfiguration(TenantTransactions tenants) {
        this.audit = new AuditLog(tenants);
    }

    @Bean
    AuditLog auditLog() {
        return audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AuditInterceptor(audit));
    }
}
