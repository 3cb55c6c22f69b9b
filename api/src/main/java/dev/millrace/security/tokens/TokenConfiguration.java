package dev.millrace.security.tokens;

import dev.millrace.security.outbound.LiveClients;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code JWT_SECRET_KEY} or {@code JWT_ISSUER_URI}, not both, so that no token can choose what it is checked by. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(10);

    @Bean
    Tokens tokens(
            @Value("${JWT_SECRET_KEY:}") String secret,
            @Value("${JWT_SECRET_KEY_PREVIOUS:}") String previous,
            @Value("${JWT_ISSUER_URI:}") String issuer,
            @Value("${JWT_AUDIENCE:}") String audience,
            @Value("${JWT_WORKSPACE_CLAIM:workspace,tenant_id}") String workspaceClaims,
            @Value("${JWT_ROLE_CLAIM:role,roles}") String roleClaims,
            LiveClients clients,
            Clock clock) {
        if (!secret.isBlank() && !issuer.isBlank()) {
            throw new IllegalStateException("JWT_SECRET_KEY and JWT_ISSUER_URI are both set: tokens are checked by one"
                    + " of them, so unset the other");
        }
        if (!issuer.isBlank()) {
            TokenKeys keys = new IssuerKeys(url(issuer), new HttpKeyDownload(clients.trusted()), SHORTEST_INTERVAL);
            return new Tokens(keys, TokenSettings.of(issuer, audience, workspaceClaims, roleClaims), clock);
        }
        TokenSettings settings = TokenSettings.of(null, audience, workspaceClaims, roleClaims);
        return secret.isBlank()
                ? new Tokens(null, settings, clock)
                : new Tokens(
                        new SharedSecrets(Stream.of(secret, previous)
                                .filter(text -> !text.isBlank())
                                .toList()),
                        settings,
                        clock);
    }

    private static String url(String issuer) {
        try {
            URI uri = URI.create(issuer);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return issuer;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("JWT_ISSUER_URI is no URL: " + issuer, e);
        }
        throw new IllegalStateException("JWT_ISSUER_URI must be an http or https URL, not " + issuer);
    }
}
