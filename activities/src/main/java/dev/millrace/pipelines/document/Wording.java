package dev.millrace.pipelines.document;

import dev.millrace.pipelines.expression.ExpressionException;

/** How an expression's fault is told. */
final class Wording {
    private Wording() {}

    static String of(ExpressionException.Issue issue) {
        return issue.message() + " (column " + issue.column() + ")";
    }
}
