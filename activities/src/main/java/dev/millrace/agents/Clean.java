package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What models say, as it can be kept and sent back to any of them. */
final class Clean {
    /** More calls in one answer than anybody means. */
    static final int MOST_CALLS = 64;

    private Clean() {}

    /** The ids of calls are ours: models repeat theirs, or leave them empty. */
    static AiMessage message(AiMessage said, int step) {
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (ToolExecutionRequest call : said.toolExecutionRequests()) {
            if (calls.size() < MOST_CALLS) {
                calls.add(ToolExecutionRequest.builder()
                        .id("call_" + step + "_" + (calls.size() + 1))
                        .name(text(Objects.requireNonNullElse(call.name(), "")))
                        .arguments(text(Objects.requireNonNullElse(call.arguments(), "")))
                        .build());
            }
        }
        String text = said.text();
        return text == null || text.isEmpty()
                ? calls.isEmpty() ? AiMessage.from("") : AiMessage.from(calls)
                : AiMessage.from(text(text), calls);
    }

    /** PostgreSQL has no place for U+0000. */
    static String text(@Nullable String text) {
        return text == null ? "" : text.replace('\u0000', '\ufffd');
    }
}
