package dev.millrace.agents;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import org.springframework.stereotype.Component;

/** Heartbeats while a model or a tool works, so that a cancellation ends the call. */
@Component
public final class AgentActivitiesImpl implements AgentActivities {
    /** As many as {@link dev.millrace.jobs.Policies#llm} gives. */
    private static final int ATTEMPTS = 5;

    private final AgentRuns runs;
    private final ModelStep model;
    private final ToolStep tools;

    AgentActivitiesImpl(AgentRuns runs, ModelStep model, ToolStep tools) {
        this.runs = runs;
        this.model = model;
        this.tools = tools;
    }

    @Override
    public Thought think(JobRef run, int step) {
        try (Heartbeat heartbeat = Heartbeat.of(Activity.getExecutionContext())) {
            return model.think(runs.get(run), step, heartbeat::throwIfStopped);
        }
    }

    @Override
    public void use(JobRef run, int step, int position) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        try (Heartbeat heartbeat = Heartbeat.of(context)) {
            boolean last = context.getInfo().getAttempt() >= ATTEMPTS;
            tools.use(runs.get(run), step, position, last, heartbeat::throwIfStopped);
        }
    }
}
