package dev.millrace.security;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The web pages of other origins that may call the API ({@code CORS_ORIGINS}): exact origins (RFC 6454), no wildcard. Browsers
 * send them no cookies, since there are none: a page has its own key or token.
 */
final class Origins {
    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> SENT = List.of(
            "Accept",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "traceparent",
            "X-API-Key");
    private static final List<String> SHOWN = List.of(
            "ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "traceparent", "WWW-Authenticate");

    private final List<String> exact;

    /** @throws IllegalStateException when one is no origin */
    Origins(String configured) {
        exact = Arrays.stream(configured.split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(Origins::checked)
                .toList();
    }

    boolean none() {
        return exact.isEmpty();
    }

    CorsConfiguration rules() {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(exact);
        rules.setAllowedMethods(METHODS);
        rules.setAllowedHeaders(SENT);
        rules.setExposedHeaders(SHOWN);
        rules.setAllowCredentials(false);
        rules.setMaxAge(PREFLIGHT_KEPT);
        return rules;
    }

    private static String checked(String origin) {
        try {
            URI uri = URI.create(origin);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())) {
                return origin;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("CORS_ORIGINS holds \"" + origin + "\", which is no URL", e);
        }
        throw new IllegalStateException("CORS_ORIGINS holds \"" + origin + "\"; it lists exact origins such as"
                + " https://app.example.com, separated by commas, without a path and without wildcards");
    }
}
