package dev.millrace.pipelines;

import dev.millrace.jobs.JobRef;
import dev.millrace.pipelines.StepPath.Segment;
import dev.millrace.pipelines.document.Compiled;
import dev.millrace.pipelines.document.DocumentStep;
import dev.millrace.tenancy.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** What the expressions of a step may read, from what the run has recorded; of other steps only those that they do read. */
@Component
final class Variables {
    private static final ObjectReader PLAIN =
            Json.mapper().readerFor(Object.class).with(DeserializationFeature.USE_LONG_FOR_INTS);

    private final StepRecords records;
    private final Items items;

    Variables(StepRecords records, Items items) {
        this.records = records;
        this.items = items;
    }

    /** For the step itself. */
    Map<String, @Nullable Object> of(RunDocument document, JobRef run, StepPath path) {
        Compiled compiled = document.compiled();
        Map<String, @Nullable Object> variables = common(document);
        variables.put("steps", steps(compiled, run, path, compiled.reads(path.id())));
        for (int i = 0; i < path.segments().size(); i++) {
            addNumbers(compiled, run, path, i, variables);
        }
        return variables;
    }

    /** For what a loop says about one of its iterations: the steps of the body are those of that iteration. */
    Map<String, @Nullable Object> ofIteration(RunDocument document, JobRef run, StepPath loop, int iteration) {
        Compiled compiled = document.compiled();
        DocumentStep step = loop.in(compiled);
        List<DocumentStep> body = step.loop() == null ? List.of() : step.loop().steps();
        Map<String, @Nullable Object> variables = of(document, run, loop);
        Map<String, @Nullable Object> steps = new LinkedHashMap<>();
        if (variables.get("steps") instanceof Map<?, ?> around) {
            around.forEach((id, value) -> steps.put(String.valueOf(id), value));
        }
        List<StepPath> inside = body.stream()
                .filter(inner -> compiled.reads(loop.id()).contains(inner.id()))
                .map(inner -> loop.inside(iteration, inner.id()))
                .toList();
        steps.putAll(values(compiled, run, inside));
        variables.put("steps", steps);
        addIteration(compiled, run, loop, iteration, variables);
        return variables;
    }

    /** For the run's output. */
    Map<String, @Nullable Object> ofOutput(RunDocument document, JobRef run) {
        Map<String, @Nullable Object> variables = common(document);
        List<StepPath> read =
                document.compiled().reads(null).stream().map(StepPath::of).toList();
        variables.put("steps", values(document.compiled(), run, read));
        return variables;
    }

    /** JSON as the expressions want it: maps, lists, long, double, strings, true and false, null. */
    static @Nullable Object plain(JsonNode json) {
        return json.isNull() ? null : PLAIN.<Object>readValue(json);
    }

    /** What each of the steps gave, by id; null where there is nothing. */
    Map<String, @Nullable Object> outputs(JobRef run, Collection<StepPath> paths) {
        Map<String, RecordedStep> found =
                records.find(run, paths.stream().map(StepPath::toString).toList());
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        for (StepPath path : paths) {
            RecordedStep step = found.get(path.toString());
            outputs.put(path.id(), step == null ? null : plain(step.output()));
        }
        return outputs;
    }

    private static Map<String, @Nullable Object> common(RunDocument document) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("input", plain(document.input()));
        variables.put("run", document.facts());
        return variables;
    }

    private Map<String, @Nullable Object> steps(Compiled compiled, JobRef run, StepPath path, Collection<String> ids) {
        List<String> around = compiled.enclosing(path.id());
        List<StepPath> visible = ids.stream()
                .filter(id -> isAround(compiled.enclosing(id), around))
                .map(id -> path.beside(compiled.enclosing(id).size(), id))
                .toList();
        return values(compiled, run, visible);
    }

    private static boolean isAround(List<String> theirs, List<String> ours) {
        return theirs.size() <= ours.size() && ours.subList(0, theirs.size()).equals(theirs);
    }

    /** What expressions may read of each, by its id. */
    private Map<String, @Nullable Object> values(Compiled compiled, JobRef run, List<StepPath> paths) {
        Map<String, RecordedStep> found =
                records.find(run, paths.stream().map(StepPath::toString).toList());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (StepPath path : paths) {
            values.put(path.id(), value(compiled, run, path, found.get(path.toString())));
        }
        return values;
    }

    private Map<String, @Nullable Object> value(
            Compiled compiled, JobRef run, StepPath path, @Nullable RecordedStep step) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("output", step == null ? null : plain(step.output()));
        value.put("status", step == null ? "not_run" : step.status().name().toLowerCase(Locale.ROOT));
        value.put("failed", path.in(compiled).forEach() == null ? 0L : (long) records.failures(run, path));
        value.put("error", step == null ? null : step.error());
        return value;
    }

    private void addNumbers(
            Compiled compiled, JobRef run, StepPath path, int segment, Map<String, @Nullable Object> variables) {
        Segment here = path.segments().get(segment);
        DocumentStep step = compiled.step(here.id());
        if (step.forEach() != null && !here.numbers().isEmpty()) {
            int item = here.numbers().getFirst();
            variables.put("item", plain(items.get(run, path.bare(segment), item)));
            variables.put("index", (long) item);
        }
        boolean around = segment < path.segments().size() - 1;
        if (step.loop() != null && around) {
            addIteration(compiled, run, path.loopAt(segment), here.numbers().getLast(), variables);
        }
    }

    private void addIteration(
            Compiled compiled, JobRef run, StepPath loop, int iteration, Map<String, @Nullable Object> variables) {
        variables.put("iteration", (long) iteration);
        DocumentStep step = loop.in(compiled);
        variables.put(
                "previous",
                iteration == 0 || step.loop() == null
                        ? null
                        : outputs(
                                run,
                                step.loop().steps().stream()
                                        .map(inner -> loop.inside(iteration - 1, inner.id()))
                                        .toList()));
    }
}
