package dev.millrace.pipelines.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cel.common.types.CelType;
import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.pipelines.expression.Reference;
import dev.millrace.pipelines.expression.Types;
import dev.millrace.pipelines.steps.StepType;
import dev.millrace.problems.Problem;
import dev.millrace.problems.schema.Kinds;
import dev.millrace.problems.schema.SchemaCheck;
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

    private final SchemaCheck schemas;

    public Documents(List<StepType> types, Expressions expressions, SchemaCheck schemas) {
        types.forEach(type -> this.types.put(type.name(), type));
        this.expressions = expressions;
        this.schemas = schemas;
    }

    /**
     * @throws Problem MALFORMED when it cannot be read, INVALID with everything that is wrong, each at its place
     */
    public Compiled read(String text, Format format) {
        return compile(Source.parse(text, format), true);
    }

    /** A document that was read before. */
    public Compiled stored(JsonNode document) {
        return known.get(document.toString(), text -> compile(Source.of(document), false));
    }

    /** The JSON Schema (2020-12) of documents with every type of step that there is. */
    public JsonNode schema() {
        return DocumentSchema.of(types.values());
    }

    /**
     * A run's input, defaults filled in.
     *
     * @throws Problem INVALID when it does not fit the document's schema, with pointers that begin with /input
     */
    public JsonNode input(Compiled document, JsonNode input) {
        JsonNode schema = document.document().inputSchema();
        if (!input.isObject()) {
            throw Problem.invalid("/input", "input has to be an object, not " + Kinds.of(input));
        }
        if (schema == null) {
            return input;
        }
        JsonNode filled = Inputs.withDefaults(schema, input);
        schemas.require(schema, filled, "/input");
        return filled;
    }

    private Compiled compile(Source source, boolean checked) {
        Findings findings = new Findings(source);
        Document document = DocumentReader.read(source, findings).document();
        Steps steps = Steps.of(document, expressions, findings);
        Set<Reference> outputReads = steps.reads(Uses.ofOutput(document.output(), findings));
        Types known = new Types();
        OutputTypes outputs = new OutputTypes(document.steps(), types, known);
        CelType input = known.of(document.inputSchema(), "input");
        if (checked) {
            check(document, steps, known, outputs, input, findings);
        }
        findings.refuse();
        return new CompiledDocument(
                document,
                source.tree(),
                new Planner(steps, types).plan(document.steps()),
                steps,
                outputReads,
                expressions,
                Map.of(
                        "input", input,
                        "steps", known.struct("steps", outputs.views()),
                        "previous", known.struct("previous", outputs.outputs())));
    }

    private void check(
            Document document, Steps steps, Types known, OutputTypes outputs, CelType input, Findings findings) {
        if (document.inputSchema() != null) {
            schemas.ofSchema(document.inputSchema(), "/input_schema")
                    .forEach(violation -> findings.add(violation.pointer(), violation.detail()));
        }
        new Structure(steps, types, findings).check();
        LiteralCheck literals = new LiteralCheck(types, schemas, findings);
        new TypeCheck(expressions, steps, known, outputs, input, literals, findings).check(document);
    }
}
