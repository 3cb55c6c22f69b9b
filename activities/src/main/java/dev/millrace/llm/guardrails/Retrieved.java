package dev.millrace.llm.guardrails;

import dev.langchain4j.data.message.UserMessage;
import java.util.Map;

/** Marks text that was found for a question, such as a document's passage: it is data to the model, as a tool's answer is. */
public final class Retrieved {
    private static final String MARK = "millrace.retrieved";

    private Retrieved() {}

    public static UserMessage message(String text) {
        return UserMessage.from(text).toBuilder().attributes(Map.of(MARK, true)).build();
    }

    static boolean isMarked(UserMessage message) {
        return Boolean.TRUE.equals(message.attributes().get(MARK));
    }
}
