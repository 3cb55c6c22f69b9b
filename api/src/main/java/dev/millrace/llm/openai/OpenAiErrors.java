package dev.millrace.llm.openai;

import dev.millrace.http.ForeignErrors;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Problems as OpenAI's clients know them: the status picks their exception class, the code says what to do. */
@Component
final class OpenAiErrors implements ForeignErrors {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    /** What OpenAI's own clients ask before they try again by themselves. */
    private static final String SHOULD_RETRY = "x-should-retry";

    @Override
    public boolean answers(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path != null && (path.startsWith("/v1/") || path.equals("/v1"));
    }

    @Override
    public int status(Problem problem) {
        return switch (problem.type()) {
            case INVALID, GUARDRAIL -> BAD_REQUEST;
            case BUDGET_EXCEEDED -> TOO_MANY_REQUESTS;
            default -> problem.type().status();
        };
    }

    @Override
    public Map<String, String> headers(Problem problem) {
        return switch (problem.type()) {
            case BUDGET_EXCEEDED, NO_MODEL -> Map.of(SHOULD_RETRY, "false");
            default -> Map.of();
        };
    }

    @Override
    public ErrorBody body(Problem problem, HttpServletRequest request) {
        return body(problem);
    }

    ErrorBody body(Problem problem) {
        return new ErrorBody(new ErrorBody.Detail(problem.detail(), type(problem), param(problem), code(problem)));
    }

    private String type(Problem problem) {
        return switch (problem.type()) {
            case BUDGET_EXCEEDED -> "insufficient_quota";
            case FORBIDDEN -> "permission_error";
            case RATE_LIMITED -> "requests";
            default -> status(problem) < FIRST_SERVER_ERROR ? "invalid_request_error" : "server_error";
        };
    }

    private static @Nullable String code(Problem problem) {
        return switch (problem.type()) {
            case UNAUTHENTICATED -> "invalid_api_key";
            case BUDGET_EXCEEDED -> "insufficient_quota";
            case GUARDRAIL -> "content_filter";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case NOT_FOUND -> param(problem) == null ? "unknown_url" : param(problem) + "_not_found";
            case MALFORMED, INVALID -> null;
            default -> problem.type().slug().replace('-', '_');
        };
    }

    /** {@code /messages/0/role} as OpenAI writes it: {@code messages[0].role}. */
    private static @Nullable String param(Problem problem) {
        if (problem.violations().isEmpty()) {
            return null;
        }
        String pointer = problem.violations().getFirst().pointer();
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        return path.isEmpty() ? null : path.replaceFirst("^\\.", "");
    }

    /** A model that does not exist, or not for this caller. */
    static Problem noSuchModel(String model, String allowed) {
        return new Problem(
                ProblemType.NOT_FOUND,
                "the model `" + model + "` does not exist; " + allowed,
                List.of(new Violation("/model", "no such model")));
    }
}
