package dev.millrace.agents;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.jobs.JobRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The conversations of runs, for people to read. */
@Component
public final class AgentConversations {
    private final Conversations conversations;

    AgentConversations(Conversations conversations) {
        this.conversations = conversations;
    }

    /** {@code role}: human, ai or system. {@code metadata} says the step, the tool, who spoke, what was refused. */
    public record Line(String role, String content, Instant timestamp, Map<String, Object> metadata) {}

    public List<Line> of(JobRef run) {
        return conversations.before(run, Integer.MAX_VALUE).stream()
                .map(AgentConversations::line)
                .toList();
    }

    private static Line line(Said said) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("step", said.step());
        metadata.put("kind", said.kind().wire());
        if (said.violation()) {
            metadata.put("refused", true);
        }
        if (said.by() != null) {
            metadata.put("by", said.by());
        }
        return switch (said.message()) {
            case AiMessage ai -> {
                if (ai.hasToolExecutionRequests()) {
                    metadata.put(
                            "tool_calls",
                            ai.toolExecutionRequests().stream()
                                    .map(ModelOutput.Call::of)
                                    .toList());
                }
                yield new Line("ai", Clean.text(ai.text()), said.at(), metadata);
            }
            case ToolExecutionResultMessage result -> {
                metadata.put("tool", result.toolName());
                metadata.put("call_id", result.id());
                metadata.put("error", Boolean.TRUE.equals(result.isError()));
                yield new Line("system", result.text(), said.at(), metadata);
            }
            case UserMessage user ->
                new Line(
                        said.kind() == Said.Kind.NOTE ? "system" : "human",
                        user.hasSingleText() ? user.singleText() : "",
                        said.at(),
                        metadata);
            case SystemMessage system -> new Line("system", system.text(), said.at(), metadata);
            default -> new Line("system", "", said.at(), metadata);
        };
    }
}
