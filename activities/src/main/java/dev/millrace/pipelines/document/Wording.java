package dev.millrace.pipelines.document;

import dev.cel.common.types.CelType;
import dev.millrace.pipelines.expression.ExpressionException;

/** How an expression's fault is told. */
final class Wording {
    private Wording() {}

    static String of(ExpressionException.Issue issue) {
        return issue.message() + " (column " + issue.column() + ")";
    }

    static String of(CelType type) {
        return switch (type.kind()) {
            case BOOL -> "true or false";
            case INT, UINT -> "an integer";
            case DOUBLE -> "a number";
            case STRING -> "a string";
            case LIST -> "a list";
            case MAP, STRUCT -> "an object";
            case NULL_TYPE -> "null";
            case TIMESTAMP -> "a time";
            case DURATION -> "a duration";
            default -> type.name();
        };
    }
}
