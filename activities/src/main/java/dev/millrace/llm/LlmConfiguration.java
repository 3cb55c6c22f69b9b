package dev.millrace.llm;

import dev.millrace.security.Keyset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What of the gateway comes from the environment. */
@Configuration(proxyBeanMethods = false)
class LlmConfiguration {
    @Bean
    InstalledProviders installedProviders(Environment environment) {
        return new InstalledProviders(environment);
    }

    @Bean
    ConfiguredRoutes configuredRoutes(Environment environment) {
        return ConfiguredRoutes.of(environment);
    }

    /** A worker starts without a keyset, which only the tenants' own keys need there. */
    @Bean
    KeyVault keyVault(@Value("${MILLRACE_KEYSET:}") String keyset) {
        return new KeyVault(keyset.isBlank() ? null : Keyset.parse(keyset));
    }
}
