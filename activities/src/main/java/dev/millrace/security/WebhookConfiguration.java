package dev.millrace.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker starts without a keyset, which only webhooks need there. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean
    WebhookSecrets webhookSecrets(@Value("${MILLRACE_KEYSET:}") String keyset) {
        return new WebhookSecrets(keyset.isBlank() ? null : Keyset.parse(keyset));
    }
}
