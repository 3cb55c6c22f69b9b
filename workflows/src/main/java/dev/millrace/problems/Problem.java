package dev.millrace.problems;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that reaches the user as an RFC 9457 problem: over HTTP as the answer, from a job as its {@code error}.
 * The detail says what was wrong and what is allowed.
 */
public final class Problem extends RuntimeException {
    private final ProblemType type;
    private final List<Violation> violations;
    private final @Nullable Duration retryAfter;

    private Problem(ProblemType type, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
        super(detail);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public Problem(ProblemType type, String detail, List<Violation> violations) {
        this(type, detail, violations, null);
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** The request was read but is not possible; the pointer says where in the body. */
    public static Problem invalid(String pointer, String detail) {
        return new Problem(ProblemType.INVALID, detail, List.of(new Violation(pointer, detail)));
    }

    public static Problem malformed(String pointer, String detail) {
        return new Problem(ProblemType.MALFORMED, detail, List.of(new Violation(pointer, detail)));
    }

    /** Also the answer for what belongs to another tenant. */
    public static Problem notFound(String what, Object id) {
        return new Problem(ProblemType.NOT_FOUND, "there is no " + what + " " + id);
    }

    public static Problem conflict(String detail) {
        return new Problem(ProblemType.CONFLICT, detail);
    }

    /** UPSTREAM_FAILED by a service that has said when to call it again ({@code null}: it has not). */
    public static Problem upstreamFailed(String detail, @Nullable Duration retryAfter) {
        return new Problem(ProblemType.UPSTREAM_FAILED, detail, List.of(), retryAfter);
    }

    /** UNAVAILABLE, and when to try again ({@code null}: nobody knows). */
    public static Problem unavailable(String detail, @Nullable Duration retryAfter) {
        return new Problem(ProblemType.UNAVAILABLE, detail, List.of(), retryAfter);
    }

    /** RATE_LIMITED, and when the next request has a chance. */
    public static Problem rateLimited(String detail, Duration retryAfter) {
        return new Problem(ProblemType.RATE_LIMITED, detail, List.of(), retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    /** How long to wait before trying again, where the one who refused has said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
