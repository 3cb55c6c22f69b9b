package dev.millrace.audit;

import dev.millrace.http.TraceFilter;
import dev.millrace.security.ApiKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells of requests that were answered 401 although they brought a key. */
final class RefusedSignInFilter extends OncePerRequestFilter {
    private static final int UNAUTHORIZED = 401;
    private static final String BEARER = "bearer ";

    private final SecurityEvents events;

    RefusedSignInFilter(SecurityEvents events) {
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        String secret = secret(request);
        if (response.getStatus() == UNAUTHORIZED && secret != null) {
            events.refusedSignIn(secret, request.getMethod(), request.getRequestURI(), TraceFilter.current());
        }
    }

    private static @Nullable String secret(HttpServletRequest request) {
        String authorization = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        String bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).trim()
                : null;
        String secret =
                Objects.requireNonNullElse(request.getHeader("X-API-Key"), Objects.requireNonNullElse(bearer, ""));
        return secret.startsWith(ApiKeys.PREFIX) ? secret : null;
    }
}
