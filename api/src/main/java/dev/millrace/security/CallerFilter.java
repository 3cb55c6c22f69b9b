package dev.millrace.security;

import dev.millrace.http.ProblemWriter;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Workspaces;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who is calling: by {@code X-API-Key} or {@code Authorization: Bearer}, or by the loopback guard where it is on. */
final class CallerFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final boolean loopbackSignIn;
    private final ProblemWriter problems;

    CallerFilter(ApiKeys keys, boolean loopbackSignIn, ProblemWriter problems) {
        this.keys = keys;
        this.loopbackSignIn = loopbackSignIn;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = caller(request);
        } catch (Problem problem) {
            problems.write(problem, request, response);
            return;
        } catch (DataAccessException e) {
            problems.write(
                    new Problem(ProblemType.UNAVAILABLE, "the database does not answer; try again in a few seconds"),
                    request,
                    response);
            return;
        }
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        SecurityContextHolder.getContext().setAuthentication(new CallerAuthentication(caller.get()));
        try (var _ = MDC.putCloseable("tenant", caller.get().tenant().value())) {
            chain.doFilter(request, response);
        }
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        String secret = secret(request);
        if (secret != null) {
            return Optional.of(keys.owner(secret)
                    .map(owner -> new Caller(owner.tenant(), "key:" + owner.keyId(), owner.role()))
                    .orElseThrow(() ->
                            new Problem(ProblemType.UNAUTHENTICATED, "this API key is unknown, revoked or expired")));
        }
        return loopbackSignIn && LoopbackGuard.trusts(request)
                ? Optional.of(new Caller(Workspaces.DEFAULT, "local", Role.PLATFORM_ADMIN))
                : Optional.empty();
    }

    private static @Nullable String secret(HttpServletRequest request) {
        String key = request.getHeader("X-API-Key");
        String authorization = request.getHeader("Authorization");
        if (key != null) {
            return key;
        }
        if (authorization == null) {
            return null;
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Problem(
                    ProblemType.UNAUTHENTICATED,
                    "Authorization must be \"Bearer\" and an API key (" + ApiKeys.PREFIX + "…)");
        }
        return authorization.substring(BEARER.length()).trim();
    }
}
