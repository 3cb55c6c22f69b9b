package dev.millrace.http;

import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 9457: what was wrong and what is allowed. */
@Schema(name = "Problem")
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<Violation> errors,
        @Nullable String traceId) {
    static ProblemBody of(Problem problem, HttpServletRequest request) {
        return new ProblemBody(
                problem.type().uri(),
                problem.type().title(),
                problem.type().status(),
                problem.detail(),
                request.getRequestURI(),
                problem.violations(),
                TraceFilter.of(request));
    }
}
