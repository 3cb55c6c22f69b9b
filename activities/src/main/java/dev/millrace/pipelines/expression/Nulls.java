package dev.millrace.pipelines.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import java.util.stream.Stream;

/** In JSON anything may be null. CEL's checker only lets some types be compared with it, so that it is shown a variable of any type instead. */
final class Nulls {
    static final String NAME = "@null";

    private Nulls() {}

    static CelAbstractSyntaxTree hide(CelAbstractSyntaxTree tree) {
        CelMutableAst mutable = CelMutableAst.fromCelAst(tree);
        hide(mutable.expr());
        return mutable.toParsedAst(true);
    }

    private static void hide(CelMutableExpr expression) {
        switch (expression.getKind()) {
            case CONSTANT -> {
                if (expression.constant().getKind() == CelConstant.Kind.NULL_VALUE) {
                    expression.setIdent(CelMutableIdent.create(NAME));
                }
            }
            case SELECT -> hide(expression.select().operand());
            case CALL -> {
                expression.call().target().ifPresent(Nulls::hide);
                expression.call().args().forEach(Nulls::hide);
            }
            case LIST -> expression.list().elements().forEach(Nulls::hide);
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    hide(entry.key());
                    hide(entry.value());
                });
            case COMPREHENSION -> {
                CelMutableComprehension loop = expression.comprehension();
                Stream.of(loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result())
                        .forEach(Nulls::hide);
            }
            case IDENT, STRUCT, NOT_SET -> {}
        }
    }
}
