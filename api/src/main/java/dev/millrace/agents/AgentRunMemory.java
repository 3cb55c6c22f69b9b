package dev.millrace.agents;

import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.RunMemory;
import java.util.List;
import org.springframework.stereotype.Component;

/** The conversations of agents. */
@Component
final class AgentRunMemory implements RunMemory {
    private final AgentConversations conversations;

    AgentRunMemory(AgentConversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public JobKind kind() {
        return JobKind.AGENT;
    }

    @Override
    public List<Message> of(JobRef run) {
        return conversations.of(run).stream()
                .map(line -> new Message(line.role(), line.content(), line.timestamp(), line.metadata()))
                .toList();
    }
}
