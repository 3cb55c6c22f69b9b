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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
 * held back until the row is in the chain. Of reads it tells those that were refused, and those of another tenant's ids.
 */
final class AuditFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MOST_IDS = 8;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Questions to models change nothing; what they cost is booked, and their answers stream. */
    private static final String QUESTIONS = "/v1/";

    private final AuditAppender audit;
    private final SecurityEvents events;

    AuditFilter(AuditAppender audit, SecurityEvents events) {
        this.audit = audit;
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READS.contains(request.getMethod()) || request.getRequestURI().startsWith(QUESTIONS)) {
            chain.doFilter(request, response);
            caller().ifPresent(caller -> tell(caller, request, response.getStatus(), false));
            return;
        }
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        caller().ifPresent(caller -> {
            boolean written = !onlyReads(request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE));
            if (written) {
                write(caller, request, held.getStatus());
            }
            tell(caller, request, held.getStatus(), written);
        });
        held.copyBodyToResponse();
    }

    private static Optional<Caller> caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** A POST that viewers may send, such as a prediction, changes nothing. */
    private static boolean onlyReads(@Nullable Object handler) {
        Requires requires = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Requires.class) : null;
        return requires != null && requires.value() == Role.VIEWER;
    }

    private void write(Caller caller, HttpServletRequest request, int status) {
        SecurityEvent event = status == FORBIDDEN ? SecurityEvent.FORBIDDEN : null;
        Act act =
                new Act(caller.actor(), action(request), request.getRequestURI(), status, event, TraceFilter.current());
        try {
            audit.append(caller.tenant(), act);
        } catch (DataAccessException | TransactionException e) {
            LOG.error("no audit row of workspace {} for {}", caller.tenant(), act, e);
        }
    }

    private void tell(Caller caller, HttpServletRequest request, int status, boolean written) {
        if (status == FORBIDDEN && written) {
            events.count(SecurityEvent.FORBIDDEN);
        } else if (status == FORBIDDEN) {
            events.forbidden(caller, action(request), request.getRequestURI(), TraceFilter.current());
        } else if (status == NOT_FOUND) {
            List<UUID> ids = ids(request.getRequestURI());
            String workspace = workspace(request);
            if (!ids.isEmpty()
                    || (workspace != null && !workspace.equals(caller.tenant().value()))) {
                events.notFound(
                        caller, action(request), request.getRequestURI(), ids, workspace, TraceFilter.current());
            }
        }
    }

    private static String action(HttpServletRequest request) {
        Object path = Objects.requireNonNullElse(
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), request.getRequestURI());
        return request.getMethod() + " " + path;
    }

    private static List<UUID> ids(String path) {
        return ID.matcher(path)
                .results()
                .limit(MOST_IDS)
                .map(MatchResult::group)
                .map(UUID::fromString)
                .toList();
    }

    private static @Nullable String workspace(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("workspaceId") instanceof String workspace
                ? workspace
                : null;
    }
}
