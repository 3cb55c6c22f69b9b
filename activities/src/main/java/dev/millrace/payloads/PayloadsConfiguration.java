package dev.millrace.payloads;

import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantTransactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How payloads are kept in Temporal: encrypted where there is a keyset, unless {@code MILLRACE_PAYLOAD_ENCRYPTION} is off. */
@Configuration(proxyBeanMethods = false)
class PayloadsConfiguration {
    @Bean
    @ConditionalOnExpression("'${MILLRACE_KEYSET:}' != ''")
    TenantKeys tenantKeys(TenantTransactions tenants, @Value("${MILLRACE_KEYSET}") String keyset) {
        return new TenantKeys(tenants, Keyset.parse(keyset));
    }

    @Bean
    TenantCodec tenantCodec(
            ObjectProvider<TenantKeys> keys, @Value("${MILLRACE_PAYLOAD_ENCRYPTION:}") String encryption) {
        TenantKeys there = keys.getIfAvailable();
        return switch (encryption) {
            case "" -> there == null ? TenantCodec.shortening(null) : TenantCodec.encrypting(there);
            case "off" -> TenantCodec.shortening(there);
            case "on" -> {
                if (there == null) {
                    throw new IllegalStateException(
                            "MILLRACE_PAYLOAD_ENCRYPTION is on, and MILLRACE_KEYSET, which it takes, is not set");
                }
                yield TenantCodec.encrypting(there);
            }
            default ->
                throw new IllegalStateException(
                        "MILLRACE_PAYLOAD_ENCRYPTION is \"" + encryption + "\"; it is on or off");
        };
    }
}
