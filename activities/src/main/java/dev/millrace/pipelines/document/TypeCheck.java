package dev.millrace.pipelines.document;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.millrace.pipelines.expression.ExpressionException;
import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.pipelines.expression.Scope;
import dev.millrace.pipelines.expression.Types;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks every expression of a document against the types of what it may read. */
final class TypeCheck {
    private final Expressions expressions;
    private final Steps steps;
    private final Types types;
    private final OutputTypes outputs;
    private final LiteralCheck literals;
    private final Findings findings;
    private final Map<Map<String, CelType>, Scope> scopes = new HashMap<>();
    private final CelType input;
    private final CelType run;

    TypeCheck(
            Expressions expressions,
            Steps steps,
            Types types,
            OutputTypes outputs,
            CelType input,
            LiteralCheck literals,
            Findings findings) {
        this.expressions = expressions;
        this.steps = steps;
        this.types = types;
        this.outputs = outputs;
        this.literals = literals;
        this.findings = findings;
        this.input = input;
        this.run = types.struct("run", Map.of("id", SimpleType.STRING, "started_at", SimpleType.TIMESTAMP));
    }

    void check(Document document) {
        View outermost = new View(Map.of(), Map.of("input", input, "run", run)).with(document.steps(), outputs);
        block(document.steps(), outermost);
        for (Use use : Uses.ofOutput(document.output(), findings)) {
            type(use, outermost.variables());
        }
    }

    private void block(List<DocumentStep> block, View view) {
        for (DocumentStep step : block) {
            Located located = steps.find(step.id());
            if (located != null && located.step().equals(step)) {
                step(located, view);
            }
        }
    }

    private void step(Located located, View view) {
        DocumentStep step = located.step();
        View inner = view;
        Map<String, CelType> found = new HashMap<>();
        for (Use use : located.uses()) {
            switch (use.role()) {
                case WHEN -> truth(use, view);
                case ITEMS -> inner = items(use, view);
                case CASE -> truth(use, inner);
                case UNTIL -> truth(use, inLoop(step, inner));
                case VALUE, PART -> put(found, use, type(use, inner.variables()));
                case UNDO_VALUE, UNDO_PART ->
                    put(found, use, type(use, undo(step, inner).variables()));
            }
        }
        literals.check(located, found);
        if (step.loop() != null) {
            block(step.loop().steps(), inLoop(step, inner));
        }
        if (step.branch() != null) {
            for (List<DocumentStep> body : Steps.bodies(step)) {
                block(body, inner.with(body, outputs));
            }
        }
    }

    private static void put(Map<String, CelType> found, Use use, @Nullable CelType type) {
        found.put(use.at(), type == null ? SimpleType.DYN : type);
    }

    private View items(Use use, View view) {
        CelType list = type(use, view.variables());
        CelType element = SimpleType.DYN;
        if (list instanceof ListType typed && typed.hasElemType()) {
            element = typed.elemType();
        } else if (list != null && list.kind() != CelKind.DYN) {
            findings.add(use.at(), "for_each needs a list; this is " + Wording.of(list), use.line());
        }
        return view.and(Map.of("item", element, "index", SimpleType.INT));
    }

    private View inLoop(DocumentStep step, View view) {
        if (step.loop() == null) {
            return view;
        }
        Map<String, CelType> previous = new LinkedHashMap<>();
        step.loop()
                .steps()
                .forEach(inner -> previous.put(inner.id(), outputs.outputs().getOrDefault(inner.id(), SimpleType.DYN)));
        return view.with(step.loop().steps(), outputs)
                .and(Map.of(
                        "iteration", SimpleType.INT, "previous", types.struct("previous of " + step.id(), previous)));
    }

    private View undo(DocumentStep step, View view) {
        CelType output = outputs.outputs().getOrDefault(step.id(), SimpleType.DYN);
        return view.and(Map.of("output", step.forEach() == null ? output : SimpleType.DYN));
    }

    private void truth(Use use, View view) {
        CelType type = type(use, view.variables());
        if (type != null && type.kind() != CelKind.BOOL && type.kind() != CelKind.DYN) {
            findings.add(use.at(), "a condition has to be true or false; this is " + Wording.of(type), use.line());
        }
    }

    /** Null when the expression is wrong, which is then noted. */
    private @Nullable CelType type(Use use, Map<String, CelType> variables) {
        try {
            Scope scope = scopes.computeIfAbsent(variables, all -> scope(all));
            return expressions.check(use.expression(), scope);
        } catch (ExpressionException wrong) {
            wrong.issues().forEach(issue -> findings.add(use.at(), Wording.of(issue), use.line() + issue.line() - 1));
            return null;
        }
    }

    private Scope scope(Map<String, CelType> variables) {
        Types here = types.copy();
        here.add(variables.get("steps"));
        return expressions.scope(variables, here);
    }

    /** What can be read at some place: the steps of this block and those around it, and the variables. */
    private record View(Map<String, CelType> readable, Map<String, CelType> variables) {
        View with(List<DocumentStep> block, OutputTypes outputs) {
            Map<String, CelType> more = new LinkedHashMap<>();
            block.forEach(step -> more.put(step.id(), outputs.views().getOrDefault(step.id(), SimpleType.DYN)));
            readable.forEach(more::putIfAbsent);
            return new View(more, variables).and(Map.of("steps", new Types().struct("steps", more)));
        }

        View and(Map<String, CelType> more) {
            Map<String, CelType> all = new LinkedHashMap<>(variables);
            all.putAll(more);
            return new View(readable, all);
        }
    }
}
