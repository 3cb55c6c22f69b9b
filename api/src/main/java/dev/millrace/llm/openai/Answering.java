package dev.millrace.llm.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.tenancy.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an answer and all chunks of it have in common, and what langchain4j's types are called in OpenAI's protocol. */
record Answering(String id, long created) {
    static Answering at(Instant now) {
        return new Answering("chatcmpl-" + Ids.next().toString().replace("-", ""), now.getEpochSecond());
    }

    static String model(LlmAnswer answer) {
        return answer.provider().equals(answer.model()) ? answer.model() : answer.provider() + "/" + answer.model();
    }

    static String finishReason(ChatResponse response) {
        @Nullable FinishReason reason = response.finishReason();
        if (response.aiMessage().hasToolExecutionRequests()) {
            return "tool_calls";
        }
        return switch (reason) {
            case LENGTH -> "length";
            case CONTENT_FILTER -> "content_filter";
            case TOOL_EXECUTION -> "tool_calls";
            case STOP, OTHER -> "stop";
            case null -> "stop";
        };
    }

    /** Providers without ids for calls get some here, since the results come back under them. */
    static List<ToolCall> toolCalls(AiMessage said, boolean numbered) {
        List<ToolExecutionRequest> requests = said.toolExecutionRequests();
        return IntStream.range(0, requests.size())
                .mapToObj(i -> new ToolCall(
                        numbered ? i : null,
                        Objects.requireNonNullElseGet(
                                requests.get(i).id(),
                                () -> "call_" + Ids.next().toString().replace("-", "")),
                        "function",
                        new ToolCall.Called(
                                requests.get(i).name(),
                                Objects.requireNonNullElse(requests.get(i).arguments(), "{}"))))
                .toList();
    }
}
