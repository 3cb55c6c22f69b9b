package dev.millrace.pipelines.document;

import dev.millrace.pipelines.expression.ExpressionException;
import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.pipelines.expression.Reference;
import dev.millrace.problems.schema.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All steps of a document by their ids, those inside others too. */
final class Steps {
    private final Expressions expressions;
    private final Findings findings;
    private final Map<String, Located> all = new LinkedHashMap<>();
    private final List<List<DocumentStep>> blocks = new ArrayList<>();

    private Steps(Expressions expressions, Findings findings) {
        this.expressions = expressions;
        this.findings = findings;
    }

    static Steps of(Document document, Expressions expressions, Findings findings) {
        Steps steps = new Steps(expressions, findings);
        steps.add(document.steps(), "/steps", List.of());
        return steps;
    }

    Iterable<Located> all() {
        return all.values();
    }

    @Nullable
    Located find(String id) {
        return all.get(id);
    }

    Located get(String id) {
        Located located = all.get(id);
        if (located == null) {
            throw new IllegalArgumentException("there is no step " + id);
        }
        return located;
    }

    /** The outermost block first. */
    List<List<DocumentStep>> blocks() {
        return blocks;
    }

    /** What the step reads, or one inside it. */
    Set<Reference> reads(DocumentStep step) {
        Set<Reference> reads = new LinkedHashSet<>();
        collect(step, reads);
        return reads;
    }

    /** The steps of the same block that have to be through before: those it names, and those it or a step inside it reads. */
    List<String> needs(Located located) {
        Set<String> needs = new LinkedHashSet<>(located.step().needs());
        Set<String> siblings = new LinkedHashSet<>();
        located.block().forEach(sibling -> siblings.add(sibling.id()));
        for (Reference read : reads(located.step())) {
            if (siblings.contains(read.step())
                    && !read.step().equals(located.step().id())) {
                needs.add(read.step());
            }
        }
        return List.copyOf(needs);
    }

    static List<List<DocumentStep>> bodies(DocumentStep step) {
        List<List<DocumentStep>> bodies = new ArrayList<>();
        if (step.loop() != null) {
            bodies.add(step.loop().steps());
        }
        if (step.branch() != null) {
            step.branch().cases().forEach(one -> bodies.add(one.steps()));
            bodies.add(step.branch().otherwise());
        }
        return bodies;
    }

    private void collect(DocumentStep step, Set<Reference> reads) {
        Located located = all.get(step.id());
        if (located != null) {
            reads.addAll(located.reads());
        }
        bodies(step).forEach(body -> body.forEach(inner -> collect(inner, reads)));
    }

    private void add(List<DocumentStep> block, String at, List<String> enclosing) {
        blocks.add(block);
        for (int i = 0; i < block.size(); i++) {
            add(block.get(i), Pointer.of(at, i), enclosing, block);
        }
    }

    private void add(DocumentStep step, String at, List<String> enclosing, List<DocumentStep> block) {
        List<Use> uses = Uses.of(step, at, findings);
        all.putIfAbsent(step.id(), new Located(step, at, enclosing, block, uses, reads(uses)));
        List<String> inner = new ArrayList<>(enclosing);
        inner.add(step.id());
        if (step.loop() != null) {
            add(step.loop().steps(), at + "/with/steps", List.copyOf(inner));
        }
        if (step.branch() != null) {
            for (int i = 0; i < step.branch().cases().size(); i++) {
                String place = Pointer.of(at + "/with/cases", i) + "/steps";
                add(step.branch().cases().get(i).steps(), place, List.copyOf(inner));
            }
            add(step.branch().otherwise(), at + "/with/else", List.copyOf(inner));
        }
    }

    Set<Reference> reads(List<Use> uses) {
        Set<Reference> reads = new LinkedHashSet<>();
        for (Use use : uses) {
            try {
                reads.addAll(expressions.references(use.expression()));
            } catch (ExpressionException wrong) {
                wrong.issues()
                        .forEach(issue -> findings.add(use.at(), Wording.of(issue), use.line() + issue.line() - 1));
            }
        }
        return reads;
    }
}
