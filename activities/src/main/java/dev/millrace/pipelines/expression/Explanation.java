package dev.millrace.pipelines.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.StructType;
import dev.millrace.problems.schema.Names;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in our words what CEL's checker found, and what there is instead. */
final class Explanation {
    private static final Pattern FIELD = Pattern.compile("undefined field '(.*)'");
    private static final Pattern NAME = Pattern.compile("undeclared reference to '(.*?)' .*", Pattern.DOTALL);
    private static final Pattern OPERATOR =
            Pattern.compile("found no matching overload for '(.*?)' applied to '\\((.*?)\\)'.*", Pattern.DOTALL);

    private final CelAbstractSyntaxTree tree;
    private final Scope scope;

    Explanation(CelAbstractSyntaxTree tree, Scope scope) {
        this.tree = tree;
        this.scope = scope;
    }

    String of(CelIssue issue) {
        Matcher field = FIELD.matcher(issue.getMessage());
        if (field.matches()) {
            return noField(issue.getExprId(), field.group(1));
        }
        Matcher name = NAME.matcher(issue.getMessage());
        if (name.matches()) {
            return "there is no " + name.group(1) + " here; "
                    + Names.there(
                            "variables are", name.group(1), scope.variables().keySet());
        }
        Matcher operator = OPERATOR.matcher(issue.getMessage());
        return operator.matches()
                ? operator.group(1).replace("_", "") + " cannot be used with " + operator.group(2)
                : issue.getMessage();
    }

    private String noField(long id, String field) {
        Optional<StructType> around = Trees.all(tree.getExpr())
                .filter(part -> part.id() == id && part.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT)
                .findFirst()
                .map(part -> type(part.select().operand()));
        if (around.isEmpty()) {
            return "there is no field " + field;
        }
        Collection<String> fields = around.get().fieldNames();
        return around.get().name().equals("steps")
                ? "there is no step " + field + "; " + Names.there("steps here are", field, fields)
                : around.get().name() + " has no " + field + "; " + Names.there("it has", field, fields);
    }

    private @Nullable StructType type(CelExpr operand) {
        CelAbstractSyntaxTree alone = CelAbstractSyntaxTree.newParsedAst(operand, tree.getSource());
        CelValidationResult result = scope.compiler().check(alone);
        try {
            return result.hasError()
                    ? null
                    : scope.types()
                            .structs()
                            .get(result.getAst().getResultType().name());
        } catch (CelValidationException unknown) {
            return null;
        }
    }
}
