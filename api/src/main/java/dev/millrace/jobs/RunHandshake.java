package dev.millrace.jobs;

import dev.millrace.events.EventSocket;
import dev.millrace.http.ProblemWriter;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import dev.millrace.security.SecurityConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Lets a WebSocket open for a run that the caller may see; else answers a problem, as any other request. */
@Component
final class RunHandshake implements HandshakeInterceptor {
    private final Jobs jobs;
    private final ProblemWriter problems;

    RunHandshake(Jobs jobs, ProblemWriter problems) {
        this.jobs = jobs;
        this.problems = problems;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
        HttpServletResponse answer = ((ServletServerHttpResponse) response).getServletResponse();
        try {
            Job job = run(asked);
            EventSocket.follow(
                    attributes, job.ref().tenant(), job.ref().job().value(), asked.getParameter("last_event_id"));
            return true;
        } catch (Problem problem) {
            problems.write(problem, asked, answer);
        } catch (DataAccessException | TransactionException e) {
            problems.write(
                    new Problem(ProblemType.UNAVAILABLE, "the database does not answer; try again in a few seconds"),
                    asked,
                    answer);
        }
        return false;
    }

    private Job run(HttpServletRequest request) {
        Job job = jobs.get(caller(request).tenant(), id(request));
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw Problem.malformed(
                    "Upgrade",
                    "this address speaks WebSocket; GET /api/v1/ai/workflows/{id}/events sends the same by HTTP");
        }
        return job;
    }

    private static Caller caller(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Authentication known
                && known.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new Problem(ProblemType.UNAUTHENTICATED, SecurityConfiguration.HOW_TO_SIGN_IN);
    }

    private static JobId id(HttpServletRequest request) {
        Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String id = String.valueOf(variables.get("id"));
        try {
            return JobId.of(id);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("job", id);
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}
}
