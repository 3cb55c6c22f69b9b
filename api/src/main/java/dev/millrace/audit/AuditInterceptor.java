package dev.millrace.audit;

import dev.millrace.http.TraceFilter;
import dev.millrace.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Writes an audit row after every mutating request of a known caller, whether it was carried out or refused. */
final class AuditInterceptor implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(AuditInterceptor.class);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AuditLog audit;

    AuditInterceptor(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception exception) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (READS.contains(request.getMethod())
                || authentication == null
                || !(authentication.getPrincipal() instanceof Caller caller)) {
            return;
        }
        Object template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        try {
            audit.append(
                    caller.tenant(),
                    caller.actor(),
                    request.getMethod() + " " + template,
                    request.getRequestURI(),
                    response.getStatus(),
                    TraceFilter.current());
        } catch (DataAccessException | TransactionException e) {
            LOG.error(
                    "no audit row for {} {} by {}, answered {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    caller.actor(),
                    response.getStatus(),
                    e);
        }
    }
}
