package dev.millrace.pipelines.document;

import dev.millrace.pipelines.StepPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A document that was found to be right, ready to be run. Thread-safe. */
public interface Compiled {
    Document document();

    /** The document as plain JSON, its keys in the order in which they were written. */
    JsonNode source();

    /** What the interpreter has to know, of the outermost block. */
    List<StepPlan> plan();

    /** Any step by its id, also one in the body of a loop or the case of a branch; ids are unique in a document. */
    DocumentStep step(String id);

    /** The ids of the steps around it, outermost first; empty for a step of the outermost block. */
    List<String> enclosing(String id);

    /** Ids of all steps whose output, status or failures the step's expressions read ({@code null}: the document's output). */
    Set<String> reads(@Nullable String id);

    /**
     * Puts values in the place of expressions, everywhere in the template.
     *
     * @throws dev.millrace.problems.Problem INVALID, with the expression and the reason, when one has no value
     */
    JsonNode render(JsonNode template, Map<String, @Nullable Object> variables);

    /** @throws dev.millrace.problems.Problem INVALID when it has no value, or one that is not true or false */
    boolean test(String condition, Map<String, @Nullable Object> variables);

    /** @throws dev.millrace.problems.Problem INVALID when it has no value, or one that is not a list of at most {@value #MOST_ITEMS} */
    List<JsonNode> items(String expression, Map<String, @Nullable Object> variables);

    int MOST_ITEMS = 10_000;
}
