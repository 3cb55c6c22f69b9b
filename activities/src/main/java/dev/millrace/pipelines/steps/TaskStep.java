package dev.millrace.pipelines.steps;

import tools.jackson.databind.JsonNode;

/** A step that one activity does. */
public interface TaskStep extends StepType {
    /** The task queue ({@link dev.millrace.jobs.TaskQueues}) whose resource it needs. */
    String queue();

    /**
     * Does it. May be called again after it was done, if its worker died before that was recorded: effects carry
     * {@link StepContext#key()}, so that the second does nothing new.
     *
     * @param with as the schema wants it, every expression replaced by its value
     * @return what the step gives, as {@link #outputSchema()} says
     * @throws dev.millrace.problems.Problem when it cannot be done; one that passes with time is tried again
     */
    JsonNode run(StepContext step, JsonNode with);

    /** What of {@code with} is shown to users: without what is secret. */
    default JsonNode shown(JsonNode with) {
        return with;
    }
}
