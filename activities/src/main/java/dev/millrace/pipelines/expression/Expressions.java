package dev.millrace.pipelines.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Expressions in <a href="https://github.com/google/cel-spec">CEL</a>. They are checked against the types of a
 * {@link Scope} and evaluated without types, so that plain JSON stands for every type. Thread-safe.
 */
@Component
public final class Expressions {
    static final int LONGEST = 4_000;
    private static final int DEEPEST = 200;
    private static final int MOST_ITERATIONS = 100_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(50)
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();

    private final CelCompiler base;
    private final CelCompiler untyped;
    private final CelRuntime runtime;
    private final Cache<String, Program> programs =
            Caffeine.newBuilder().maximumSize(10_000).build();

    public Expressions() {
        this.base = base();
        this.untyped = untyped(base);
        this.runtime = runtime();
    }

    /** What it reads of other steps. */
    public Set<Reference> references(String expression) throws ExpressionException {
        return Reference.in(parse(expression).getExpr());
    }

    /** Ready to be evaluated. */
    public Program program(String expression) throws ExpressionException {
        Program known = programs.getIfPresent(expression);
        if (known != null) {
            return known;
        }
        CelAbstractSyntaxTree tree = tree(untyped.check(parse(expression)));
        try {
            Program made = new Program(expression, runtime.createProgram(tree));
            programs.put(expression, made);
            return made;
        } catch (dev.cel.runtime.CelEvaluationException impossible) {
            throw new ExpressionException(String.valueOf(impossible.getMessage()));
        }
    }

    /** Variables and their types; {@code types} has those that have fields. */
    public Scope scope(Map<String, CelType> variables, Types types) {
        CelCompilerBuilder builder = base.toCompilerBuilder().setTypeProvider(new Provider(types));
        variables.forEach(builder::addVar);
        return new Scope(
                variables, types, builder.addVar(Nulls.NAME, SimpleType.DYN).build());
    }

    /**
     * @return the type of its values
     * @throws ExpressionException when it reads what is not there, or uses a value as what it is not
     */
    public CelType check(String expression, Scope scope) throws ExpressionException {
        CelAbstractSyntaxTree parsed = parse(expression);
        refuseHiding(parsed);
        CelAbstractSyntaxTree hidden = Nulls.hide(parsed);
        CelValidationResult result = scope.compiler().check(hidden);
        if (result.hasError()) {
            Explanation explanation = new Explanation(hidden, scope);
            throw new ExpressionException(result.getErrors().stream()
                    .map(issue -> issue(issue, explanation.of(issue)))
                    .toList());
        }
        return tree(result).getResultType();
    }

    /** A macro's variable that is called as one of ours would hide it, and what is read could not be told. */
    private static void refuseHiding(CelAbstractSyntaxTree tree) throws ExpressionException {
        List<CelExpr> parts = Trees.all(tree.getExpr()).toList();
        for (CelExpr part : parts) {
            if (part.exprKind().getKind() == CelExpr.ExprKind.Kind.COMPREHENSION
                    && Scope.NAMES.contains(part.comprehension().iterVar())) {
                throw new ExpressionException(
                        "the name " + part.comprehension().iterVar() + " is taken; call the variable otherwise");
            }
        }
        long all = parts.stream().filter(Reference::isSteps).count();
        long selected = parts.stream()
                .filter(part -> part.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT
                        && Reference.isSteps(part.select().operand()))
                .count();
        if (all > selected) {
            throw new ExpressionException("steps alone is no value; write which one: steps.<id>");
        }
    }

    CelAbstractSyntaxTree parse(String expression) throws ExpressionException {
        if (expression.isBlank()) {
            throw new ExpressionException("the expression is empty");
        }
        if (expression.codePointCount(0, expression.length()) > LONGEST) {
            throw new ExpressionException("the expression is longer than " + LONGEST + " characters");
        }
        try {
            CelAbstractSyntaxTree tree = tree(base.parse(expression));
            if (Trees.depth(tree.getExpr()) > DEEPEST) {
                throw new ExpressionException("the expression is nested deeper than " + DEEPEST);
            }
            return tree;
        } catch (StackOverflowError tooDeep) {
            throw new ExpressionException("the expression is nested too deep");
        }
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) throws ExpressionException {
        if (result.hasError()) {
            throw new ExpressionException(
                    result.getErrors().stream().map(Expressions::issue).toList());
        }
        try {
            return result.getAst();
        } catch (dev.cel.common.CelValidationException impossible) {
            throw new ExpressionException(String.valueOf(impossible.getMessage()));
        }
    }

    private static ExpressionException.Issue issue(CelIssue issue) {
        boolean deep = issue.getMessage().contains("recursion limit");
        return issue(issue, deep ? "the expression is nested too deep" : issue.getMessage());
    }

    private static ExpressionException.Issue issue(CelIssue issue, String message) {
        return new ExpressionException.Issue(
                Math.max(1, issue.getSourceLocation().getLine()),
                Math.max(0, issue.getSourceLocation().getColumn()) + 1,
                message);
    }

    private static CelCompiler base() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(Extras.declarations())
                .addLibraries(strings(), CelExtensions.math(), lists())
                .build();
    }

    private static CelCompiler untyped(CelCompiler base) {
        CelCompilerBuilder builder = base.toCompilerBuilder();
        Scope.NAMES.forEach(name -> builder.addVar(name, SimpleType.DYN));
        return builder.build();
    }

    private static CelRuntime runtime() {
        return CelRuntimeFactory.legacyCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardFunctions(Functions.standard())
                .addFunctionBindings(Functions.bindings())
                .addFunctionBindings(Extras.bindings())
                .addLibraries(strings(), CelExtensions.math(), lists())
                .build();
    }

    private static CelStringExtensions strings() {
        return CelExtensions.strings(
                CelStringExtensions.Function.CHAR_AT,
                CelStringExtensions.Function.LOWER_ASCII,
                CelStringExtensions.Function.SUBSTRING,
                CelStringExtensions.Function.TRIM,
                CelStringExtensions.Function.UPPER_ASCII);
    }

    private static CelListsExtensions lists() {
        return CelExtensions.lists(
                CelListsExtensions.Function.SLICE,
                CelListsExtensions.Function.REVERSE,
                CelListsExtensions.Function.SORT,
                CelListsExtensions.Function.SORT_BY);
    }
}
