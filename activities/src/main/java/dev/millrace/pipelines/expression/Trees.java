package dev.millrace.pipelines.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.List;
import java.util.stream.Stream;

/** The parts of an expression. */
final class Trees {
    private Trees() {}

    static List<CelExpr> children(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case SELECT -> List.of(expression.select().operand());
            case CALL ->
                Stream.concat(expression.call().target().stream(), expression.call().args().stream())
                        .toList();
            case LIST -> List.copyOf(expression.list().elements());
            case MAP ->
                expression.map().entries().stream()
                        .flatMap(entry -> Stream.of(entry.key(), entry.value()))
                        .toList();
            case STRUCT ->
                expression.struct().entries().stream()
                        .map(CelExpr.CelStruct.Entry::value)
                        .toList();
            case COMPREHENSION -> {
                CelComprehension loop = expression.comprehension();
                yield List.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result());
            }
            case IDENT, CONSTANT, NOT_SET -> List.of();
        };
    }

    /** The expression itself and everything in it. */
    static Stream<CelExpr> all(CelExpr expression) {
        return Stream.concat(
                Stream.of(expression), children(expression).stream().flatMap(Trees::all));
    }

    static int depth(CelExpr expression) {
        return 1 + children(expression).stream().mapToInt(Trees::depth).max().orElse(0);
    }
}
