package dev.millrace.security;

import dev.millrace.http.ProblemWriter;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * A page of an unknown origin is told so when it asks beforehand. What else has an {@code Origin} goes its way without leave
 * for a page to read the answer: programs that are no browsers send that header too.
 */
final class OriginProcessor extends DefaultCorsProcessor {
    private final ProblemWriter problems;

    OriginProcessor(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String origin = request.getHeader("Origin");
        if (rules == null || origin == null || rules.checkOrigin(origin) != null) {
            return super.processRequest(rules, request, response);
        }
        response.addHeader("Vary", "Origin");
        if (!CorsUtils.isPreFlightRequest(request)) {
            return true;
        }
        problems.write(
                new Problem(
                        ProblemType.FORBIDDEN,
                        "pages of this origin may not call the API; CORS_ORIGINS lists those" + " that may"),
                request,
                response);
        return false;
    }
}
