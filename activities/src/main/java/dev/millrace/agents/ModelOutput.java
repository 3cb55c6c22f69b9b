package dev.millrace.agents;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.millrace.llm.spending.Money;
import java.util.List;

/** What a model's step shows of its answer. */
record ModelOutput(
        @JsonIgnore Answered answer,
        String text,
        List<Call> toolCalls,
        String provider,
        String model,
        boolean generated,
        long inputTokens,
        long outputTokens,
        String cost,
        long latencyMs) {
    static ModelOutput of(Answered answer) {
        List<Call> calls =
                answer.message().toolExecutionRequests().stream().map(Call::of).toList();
        return new ModelOutput(
                answer,
                Clean.text(answer.message().text()),
                calls,
                answer.provider(),
                answer.model(),
                answer.generated(),
                answer.inputTokens(),
                answer.outputTokens(),
                Money.text(answer.cost()),
                answer.latencyMs());
    }

    /** A tool that it wants used. */
    record Call(String tool, String arguments) {
        static Call of(ToolExecutionRequest request) {
            return new Call(request.name(), request.arguments());
        }
    }
}
