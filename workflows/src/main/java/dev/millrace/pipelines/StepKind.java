package dev.millrace.pipelines;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How a step is worked on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StepKind.Task.class, name = "task"),
    @JsonSubTypes.Type(value = StepKind.Job.class, name = "job"),
    @JsonSubTypes.Type(value = StepKind.Wait.class, name = "wait"),
    @JsonSubTypes.Type(value = StepKind.Approval.class, name = "approval"),
    @JsonSubTypes.Type(value = StepKind.Branch.class, name = "branch"),
    @JsonSubTypes.Type(value = StepKind.Loop.class, name = "loop")
})
public sealed interface StepKind {
    /** One activity, taken from the queue of that name. */
    record Task(String queue) implements StepKind {}

    /** A job of its own, run as a child. */
    record Job() implements StepKind {}

    /** Until a time, or until an event comes. */
    record Wait() implements StepKind {}

    /** Until a person answers. */
    record Approval() implements StepKind {}

    /** The first case that holds, the last one when none does; none at all when its list is empty. */
    record Branch(List<List<StepPlan>> cases) implements StepKind {}

    /** The body again and again; as a child of its own when {@code apart}, so that its history does not fill the run's. */
    record Loop(int maxIterations, boolean apart, List<StepPlan> body) implements StepKind {}
}
