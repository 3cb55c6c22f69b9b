package dev.millrace.pipelines.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.pipelines.expression.Reference;
import dev.millrace.pipelines.steps.StepType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads documents: from their authors with every check, from the database without. */
@Component
public final class Documents {
    /** Characters of documents. */
    private static final long MOST_CACHED = 20_000_000;

    private final Map<String, StepType> types = new LinkedHashMap<>();
    private final Expressions expressions;
    private final Cache<String, Compiled> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CACHED)
            .weigher((String text, Compiled document) -> text.length())
            .build();

    public Documents(List<StepType> types, Expressions expressions) {
        types.forEach(type -> this.types.put(type.name(), type));
        this.expressions = expressions;
    }

    /**
     * @throws dev.millrace.problems.Problem MALFORMED when it cannot be read, INVALID with everything that is wrong, each at
     *     its place
     */
    public Compiled read(String text, Format format) {
        Source source = Source.parse(text, format);
        return compile(source);
    }

    /** A document that was read before. */
    public Compiled stored(JsonNode document) {
        return known.get(document.toString(), text -> compile(Source.of(document)));
    }

    private Compiled compile(Source source) {
        Findings findings = new Findings(source);
        Document document = DocumentReader.read(source, findings).document();
        Steps steps = Steps.of(document, expressions, findings);
        Set<Reference> outputReads = steps.reads(Uses.ofOutput(document.output(), findings));
        findings.refuse();
        return new CompiledDocument(
                document,
                source.tree(),
                new Planner(steps, types).plan(document.steps()),
                steps,
                outputReads,
                expressions,
                Map.of());
    }
}
