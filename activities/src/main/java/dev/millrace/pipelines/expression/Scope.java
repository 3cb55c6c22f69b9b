package dev.millrace.pipelines.expression;

import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import java.util.List;
import java.util.Map;

/** The variables that an expression may read, with their types. */
public final class Scope {
    static final List<String> NAMES =
            List.of("input", "steps", "run", "item", "index", "iteration", "previous", "output");

    private final Map<String, CelType> variables;
    private final Types types;
    private final CelCompiler compiler;

    Scope(Map<String, CelType> variables, Types types, CelCompiler compiler) {
        this.variables = variables;
        this.types = types;
        this.compiler = compiler;
    }

    Map<String, CelType> variables() {
        return variables;
    }

    Types types() {
        return types;
    }

    CelCompiler compiler() {
        return compiler;
    }
}
