package dev.millrace.audit;

import dev.millrace.http.TraceFilter;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Writes an audit row for every mutating request of a known caller, whether it was carried out or refused. The answer is
 * held back until the row is there.
 */
final class AuditFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Questions to models change nothing; what they cost is booked, and their answers stream. */
    private static final String QUESTIONS = "/v1/";

    private final AuditLog audit;

    AuditFilter(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READS.contains(request.getMethod()) || request.getRequestURI().startsWith(QUESTIONS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof Caller caller
                && !onlyReads(request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE))) {
            write(caller, request, held.getStatus());
        }
        held.copyBodyToResponse();
    }

    /** A POST that viewers may send, such as a prediction, changes nothing. */
    private static boolean onlyReads(@Nullable Object handler) {
        Requires requires = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Requires.class) : null;
        return requires != null && requires.value() == Role.VIEWER;
    }

    private void write(Caller caller, HttpServletRequest request, int status) {
        Object path = Objects.requireNonNullElse(
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), request.getRequestURI());
        String action = request.getMethod() + " " + path;
        try {
            audit.append(
                    caller.tenant(), caller.actor(), action, request.getRequestURI(), status, TraceFilter.current());
        } catch (DataAccessException | TransactionException e) {
            LOG.error(
                    "no audit row for {} on {} by {}, answered {}", action, caller.tenant(), caller.actor(), status, e);
        }
    }
}
