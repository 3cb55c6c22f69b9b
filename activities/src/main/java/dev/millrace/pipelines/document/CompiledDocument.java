package dev.millrace.pipelines.document;

import dev.cel.common.types.CelType;
import dev.millrace.pipelines.StepPlan;
import dev.millrace.pipelines.expression.ExpressionException;
import dev.millrace.pipelines.expression.Expressions;
import dev.millrace.pipelines.expression.Reference;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.schema.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code types} are those of the variables whose values have to be read in the light of a schema. */
record CompiledDocument(
        Document document,
        JsonNode source,
        List<StepPlan> plan,
        Steps steps,
        Set<Reference> outputReads,
        Expressions expressions,
        Map<String, CelType> types)
        implements Compiled {

    @Override
    public DocumentStep step(String id) {
        return steps.get(id).step();
    }

    @Override
    public List<String> enclosing(String id) {
        return steps.get(id).enclosing();
    }

    @Override
    public Set<String> reads(@Nullable String id) {
        Set<String> ids = new LinkedHashSet<>();
        (id == null ? outputReads : steps.get(id).reads()).forEach(read -> ids.add(read.step()));
        return ids;
    }

    @Override
    public JsonNode render(JsonNode template, Map<String, @Nullable Object> variables) {
        return new Renderer(this, variables).render(template);
    }

    @Override
    public boolean test(String condition, Map<String, @Nullable Object> variables) {
        JsonNode value = evaluate(condition, variables);
        if (!value.isBoolean()) {
            throw failed(condition, "its value is " + Kinds.of(value) + ", not true or false");
        }
        return value.booleanValue();
    }

    @Override
    public List<JsonNode> items(String expression, Map<String, @Nullable Object> variables) {
        JsonNode value = evaluate(expression, variables);
        if (!value.isArray()) {
            throw failed(expression, "its value is " + Kinds.of(value) + ", not a list");
        }
        if (value.size() > MOST_ITEMS) {
            throw failed(expression, "it gives " + value.size() + " items; at most " + MOST_ITEMS + " are possible");
        }
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        return items;
    }

    JsonNode evaluate(String expression, Map<String, @Nullable Object> variables) {
        try {
            return expressions.program(expression).evaluate(variables, types);
        } catch (ExpressionException wrong) {
            throw failed(expression, String.valueOf(wrong.getMessage()));
        }
    }

    static Problem failed(String expression, String reason) {
        return new Problem(ProblemType.INVALID, "`" + expression + "`: " + reason);
    }
}
