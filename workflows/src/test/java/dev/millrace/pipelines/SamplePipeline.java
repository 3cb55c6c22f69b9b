package dev.millrace.pipelines;

import static dev.millrace.pipelines.Plans.each;
import static dev.millrace.pipelines.Plans.step;
import static dev.millrace.pipelines.Plans.task;
import static dev.millrace.pipelines.Plans.within;

import dev.millrace.jobs.FlowFixture;
import dev.millrace.jobs.Script;
import java.time.Duration;
import java.util.List;

/** A run with something of everything: what a recorded history of it proves holds for all. */
public final class SamplePipeline {
    private SamplePipeline() {}

    public static Object activities(Script script) {
        return new FakePipeline(script)
                .number("each", 3)
                .number("choose", 1)
                .number("repeat", 2)
                .undoable("first", "each[0]")
                .skip("skipped")
                .wait("pause_a_while", 60L, null)
                .wait("ask", 3600L, null);
    }

    public static FlowFixture fixture(Script script) {
        Object activities = activities(script);
        return new FlowFixture(
                List.of(PipelineWorkflowImpl.class, PipelinePartWorkflowImpl.class), activities, activities);
    }

    public static PipelineRequest request() {
        return Plans.request(
                task("first"),
                task("side", "first"),
                each(task("each", "first"), 2, true),
                task("skipped", "first"),
                task("after_skipped", "skipped"),
                step("choose", new StepKind.Branch(List.of(List.of(task("low")), List.of(task("high")))), "each"),
                step("repeat", new StepKind.Loop(5, false, List.of(task("body"))), "choose"),
                step("pause_a_while", new StepKind.Wait(), "repeat"),
                within(step("ask", new StepKind.Approval(), "pause_a_while"), Duration.ofHours(2)),
                task("last", "ask", "side"));
    }
}
