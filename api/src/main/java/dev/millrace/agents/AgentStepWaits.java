package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepWait;
import dev.millrace.jobs.StepWaits;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What runs of agents wait for. */
@Component
final class AgentStepWaits implements StepWaits {
    private final AgentWaits waits;

    AgentStepWaits(AgentWaits waits) {
        this.waits = waits;
    }

    @Override
    public Map<String, StepWait> of(JobRef run) {
        return waits.list(run).stream()
                .collect(Collectors.toMap(
                        AgentWaits.Waiting::place,
                        wait -> new StepWait(
                                wait.kind(),
                                wait.prompt(),
                                "operator",
                                null,
                                null,
                                null,
                                wait.openedAt(),
                                wait.expiresAt())));
    }
}
