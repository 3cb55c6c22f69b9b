package dev.millrace.problems;

import java.util.List;

/**
 * A refusal that reaches the user as an RFC 9457 problem: over HTTP as the answer, from a job as its {@code error}.
 * The detail says what was wrong and what is allowed.
 */
public final class Problem extends RuntimeException {
    private final ProblemType type;
    private final List<Violation> violations;

    public Problem(ProblemType type, String detail, List<Violation> violations) {
        super(detail);
        this.type = type;
        this.violations = List.copyOf(violations);
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

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }
}
