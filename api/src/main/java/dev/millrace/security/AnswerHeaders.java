package dev.millrace.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * What every answer tells browsers, beside Spring Security's own nosniff, frame and cache headers: pages load nothing from
 * elsewhere, answers of the API are no pages at all, and what came by TLS is asked for by TLS again.
 */
final class AnswerHeaders {
    private static final String OF_PAGES = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    private static final String OF_DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final Duration BY_TLS = Duration.ofDays(365);
    private static final List<String> PAGES = List.of("/docs", "/swagger-ui", "/assets");

    private AnswerHeaders() {}

    static void write(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
                .httpStrictTransportSecurity(strict -> strict.requestMatcher(AnswerHeaders::cameByTls)
                        .includeSubDomains(false)
                        .maxAgeInSeconds(BY_TLS.toSeconds()))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        AnswerHeaders::isPage, new ContentSecurityPolicyHeaderWriter(OF_PAGES)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !isPage(request), new ContentSecurityPolicyHeaderWriter(OF_DATA)))
                .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin"))
                .addHeaderWriter(
                        new StaticHeadersWriter("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));
    }

    /** A proxy's word suffices: who invents it only gets a header more. */
    private static boolean cameByTls(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/") || PAGES.stream().anyMatch(path::startsWith);
    }
}
