package dev.millrace.pipelines.expression;

import dev.cel.common.ast.CelExpr;
import java.util.LinkedHashSet;
import java.util.Set;

/** What an expression reads of a step: {@code steps.<step>.<field>}; {@code field} is empty where it takes all of it. */
public record Reference(String step, String field) {
    private static final String STEPS = "steps";

    static Set<Reference> in(CelExpr expression) {
        Set<Reference> found = new LinkedHashSet<>();
        collect(expression, "", found);
        return found;
    }

    static boolean isSteps(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals(STEPS);
    }

    private static void collect(CelExpr expression, String field, Set<Reference> found) {
        String selected = "";
        if (expression.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            selected = expression.select().field();
            if (isSteps(expression.select().operand())) {
                found.add(new Reference(selected, field));
            }
        }
        for (CelExpr part : Trees.children(expression)) {
            collect(part, selected, found);
        }
    }
}
