package dev.millrace.pipelines.document;

import dev.millrace.jobs.Priority;
import dev.millrace.pipelines.StepKind;
import dev.millrace.pipelines.StepPlan;
import dev.millrace.pipelines.expression.Reference;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.pipelines.steps.StepType;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says of a document's steps what the interpreter has to know. */
final class Planner {
    /** Steps done in one history, of a loop alone. */
    private static final int MOST_TOGETHER = 200;

    private final Steps steps;
    private final Map<String, StepType> types;

    Planner(Steps steps, Map<String, StepType> types) {
        this.steps = steps;
        this.types = types;
    }

    List<StepPlan> plan(List<DocumentStep> block) {
        return block.stream().map(this::plan).toList();
    }

    private StepPlan plan(DocumentStep step) {
        List<String> needs = steps.needs(steps.get(step.id()));
        return new StepPlan(
                step.id(),
                step.type(),
                needs,
                tolerates(step, needs),
                kind(step),
                step.forEach() == null
                        ? null
                        : new StepPlan.FanOut(
                                step.forEach().window(), step.forEach().stops()),
                step.retry() == null ? StepPlan.Retry.USUAL : step.retry(),
                step.timeout(),
                step.priority() == null ? Priority.NORMAL : step.priority(),
                step.allowFailure() ? true : null);
    }

    private List<String> tolerates(DocumentStep step, List<String> needs) {
        Located located = steps.get(step.id());
        List<Use> conditions = located.uses().stream()
                .filter(use -> use.role() == Use.Role.WHEN)
                .toList();
        List<String> asked = steps.reads(conditions).stream()
                .filter(read -> read.field().equals("status"))
                .map(Reference::step)
                .toList();
        return needs.stream().filter(asked::contains).toList();
    }

    private StepKind kind(DocumentStep step) {
        return switch (step.type()) {
            case Control.WAIT -> new StepKind.Wait();
            case Control.APPROVAL -> new StepKind.Approval();
            case Control.BRANCH -> branch(Objects.requireNonNull(step.branch()));
            case Control.LOOP -> loop(Objects.requireNonNull(step.loop()));
            default -> kind(types.get(step.type()), step.type());
        };
    }

    private StepKind kind(@Nullable StepType type, String name) {
        return switch (type) {
            case TaskStep task -> new StepKind.Task(task.queue());
            case JobStep job -> new StepKind.Job();
            case null, default -> throw Problem.invalid("/steps", "there is no step type " + name + " any more");
        };
    }

    private StepKind branch(DocumentStep.Branch branch) {
        List<List<StepPlan>> cases = new ArrayList<>();
        branch.cases().forEach(one -> cases.add(plan(one.steps())));
        cases.add(plan(branch.otherwise()));
        return new StepKind.Branch(List.copyOf(cases));
    }

    private StepKind loop(DocumentStep.Loop loop) {
        long most = (long) loop.maxIterations() * count(loop.steps());
        boolean apart = most > MOST_TOGETHER && loop.steps().stream().noneMatch(Planner::waitsForEvent);
        return new StepKind.Loop(loop.maxIterations(), apart, plan(loop.steps()));
    }

    private static int count(List<DocumentStep> block) {
        return block.stream()
                .mapToInt(step ->
                        1 + Steps.bodies(step).stream().mapToInt(Planner::count).sum())
                .sum();
    }

    static boolean waitsForEvent(DocumentStep step) {
        return (step.type().equals(Control.WAIT) && step.with().has("event"))
                || Steps.bodies(step).stream().flatMap(List::stream).anyMatch(Planner::waitsForEvent);
    }
}
