package dev.millrace.pipelines.expression;

import java.util.List;

/** The variables that an expression may read, with their types. */
public record Scope() {
    static final List<String> NAMES =
            List.of("input", "steps", "run", "item", "index", "iteration", "previous", "output");
}
