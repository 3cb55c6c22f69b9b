package dev.millrace.pipelines.expression;

import java.util.List;

/** An expression is wrong, or has no value. The message is one sentence; {@code issues} say where, when that is known. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Issue> issues;

    ExpressionException(List<Issue> issues) {
        super(issues.getFirst().message());
        this.issues = List.copyOf(issues);
    }

    ExpressionException(String message) {
        this(List.of(new Issue(1, 1, message)));
    }

    public List<Issue> issues() {
        return issues;
    }

    /** {@code line} and {@code column} count from 1, within the expression. */
    public record Issue(int line, int column, String message) {}
}
