package dev.millrace.pipelines.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
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

    private static void collect(CelExpr expression, String field, Set<Reference> found) {
        switch (expression.exprKind().getKind()) {
            case SELECT -> {
                CelExpr operand = expression.select().operand();
                String name = expression.select().field();
                if (isSteps(operand)) {
                    found.add(new Reference(name, field));
                } else {
                    collect(operand, name, found);
                }
            }
            case CALL -> {
                expression.call().target().ifPresent(target -> collect(target, "", found));
                expression.call().args().forEach(argument -> collect(argument, "", found));
            }
            case LIST -> expression.list().elements().forEach(element -> collect(element, "", found));
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    collect(entry.key(), "", found);
                    collect(entry.value(), "", found);
                });
            case STRUCT -> expression.struct().entries().forEach(entry -> collect(entry.value(), "", found));
            case COMPREHENSION -> {
                CelComprehension loop = expression.comprehension();
                collect(loop.iterRange(), "", found);
                collect(loop.accuInit(), "", found);
                collect(loop.loopCondition(), "", found);
                collect(loop.loopStep(), "", found);
                collect(loop.result(), "", found);
            }
            case IDENT, CONSTANT, NOT_SET -> {}
        }
    }

    private static boolean isSteps(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals(STEPS);
    }
}
