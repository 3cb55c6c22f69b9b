package dev.millrace.pipelines;

import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.PipelineActivities.Entered;
import dev.millrace.pipelines.document.DocumentStep;
import dev.millrace.pipelines.document.DocumentStep.Branch;
import dev.millrace.pipelines.document.DocumentStep.Loop;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Steps made of others: done for each item, branches, loops. */
@Component
final class ComposedSteps {
    private final Variables variables;
    private final Skips skips;
    private final StepRecords records;
    private final StepRows rows;
    private final Items items;

    ComposedSteps(Variables variables, Skips skips, StepRecords records, StepRows rows, Items items) {
        this.variables = variables;
        this.skips = skips;
        this.records = records;
        this.rows = rows;
        this.items = items;
    }

    Entered enter(Here here) {
        Map<String, @Nullable Object> known = variables.of(here.document(), here.run(), here.path());
        if (skips.of(here, known).isPresent()) {
            return Entered.SKIPPED;
        }
        DocumentStep.ForEach each = here.step().forEach();
        if (each == null) {
            return new Entered(begun(here, known));
        }
        if (records.find(here.run(), here.path()).isEmpty()) {
            items.keep(here.run(), here.path(), here.compiled().items(each.items(), known));
        }
        int count = items.count(here.run(), here.path());
        rows.begin(here.run(), here.place(), StepStatus.RUNNING, Json.tree(Map.of("items", count)));
        return new Entered(count);
    }

    Entered enterItem(Here here) {
        return new Entered(begun(here, variables.of(here.document(), here.run(), here.path())));
    }

    boolean again(Here here, int iteration) {
        Loop loop = loop(here);
        return !here.compiled()
                .test(loop.until(), variables.ofIteration(here.document(), here.run(), here.path(), iteration));
    }

    void leave(Here here, int number) {
        Branch branch = here.step().branch();
        complete(here, branch == null ? loopOutput(here, number) : branchOutput(here, branch, number));
    }

    void gather(Here here) {
        Outputs.requireFitting(records.size(here.run(), here.path()));
        Map<String, JsonNode> byPath = new LinkedHashMap<>();
        records.under(here.run(), here.path()).forEach(item -> byPath.put(item.path(), item.output()));
        List<@Nullable JsonNode> outputs = new ArrayList<>();
        int count = items.count(here.run(), here.path());
        for (int item = 0; item < count; item++) {
            outputs.add(byPath.get(here.path().withItem(item).toString()));
        }
        complete(here, Json.tree(outputs));
    }

    private int begun(Here here, Map<String, @Nullable Object> known) {
        Branch branch = here.step().branch();
        int chosen = branch == null ? 0 : chosen(here, branch, known);
        rows.begin(
                here.run(),
                here.place(),
                StepStatus.RUNNING,
                Json.tree(branch == null ? Map.of() : Map.of("case", chosen)));
        return chosen;
    }

    private static int chosen(Here here, Branch branch, Map<String, @Nullable Object> known) {
        int chosen = 0;
        while (chosen < branch.cases().size()
                && !here.compiled().test(branch.cases().get(chosen).when(), known)) {
            chosen++;
        }
        return chosen;
    }

    private JsonNode branchOutput(Here here, Branch branch, int number) {
        boolean isCase = number < branch.cases().size();
        List<DocumentStep> done = isCase ? branch.cases().get(number).steps() : branch.otherwise();
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("case", isCase || !branch.otherwise().isEmpty() ? number : -1);
        output.put(
                "steps",
                outputs(
                        here,
                        done.stream().map(step -> here.path().inside(step.id())).toList()));
        return Json.tree(output);
    }

    private JsonNode loopOutput(Here here, int iterations) {
        Loop loop = loop(here);
        int last = iterations - 1;
        boolean done = !again(here, last);
        if (!done && loop.fails()) {
            throw new Problem(
                    ProblemType.STEP_FAILED,
                    "`" + loop.until() + "` did not hold after " + iterations
                            + " iterations, which are max_iterations");
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("iterations", iterations);
        output.put("done", done);
        output.put(
                "steps",
                outputs(
                        here,
                        loop.steps().stream()
                                .map(step -> here.path().inside(last, step.id()))
                                .toList()));
        return Json.tree(output);
    }

    private Map<String, @Nullable Object> outputs(Here here, List<StepPath> paths) {
        return variables.outputs(here.run(), paths);
    }

    private void complete(Here here, JsonNode output) {
        rows.complete(here.run(), here.place(), output, StepRows.Also.NOTHING);
    }

    private static Loop loop(Here here) {
        Loop loop = here.step().loop();
        if (loop == null) {
            throw new IllegalStateException(here.path() + " is no loop");
        }
        return loop;
    }
}
