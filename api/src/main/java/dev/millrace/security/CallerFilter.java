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
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who is calling: by the request's credential, or by the loopback guard where it is on. */
final class CallerFilter extends OncePerRequestFilter {
    private final SignIn signIn;
    private final boolean loopbackSignIn;
    private final ProblemWriter problems;

    CallerFilter(SignIn signIn, boolean loopbackSignIn, ProblemWriter problems) {
        this.signIn = signIn;
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
        } catch (DataAccessException | TransactionException e) {
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
        Optional<Credential> credential = Credential.of(request);
        if (credential.isPresent()) {
            return Optional.of(signIn.caller(credential.get(), request.getRemoteAddr()));
        }
        return loopbackSignIn && LoopbackGuard.trusts(request)
                ? Optional.of(new Caller(Workspaces.DEFAULT, "local", Role.PLATFORM_ADMIN))
                : Optional.empty();
    }
}
