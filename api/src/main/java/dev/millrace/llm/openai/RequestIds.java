package dev.millrace.llm.openai;

import dev.millrace.http.TraceFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** OpenAI's {@code x-request-id}, which its clients show in their errors, is the trace id that the log has. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestIds extends OncePerRequestFilter {
    private final OpenAiErrors errors;

    RequestIds(OpenAiErrors errors) {
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !errors.answers(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("x-request-id", TraceFilter.current());
        chain.doFilter(request, response);
    }
}
