package dev.millrace.agents;

import dev.langchain4j.data.message.ChatMessage;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One message of a conversation, and where it stands in it. {@code by}: the person who said it, where one did. */
record Said(
        int step,
        int position,
        Kind kind,
        ChatMessage message,
        int tokens,
        boolean violation,
        @Nullable String by,
        Instant at) {
    /** From here on, what was said to a model after the results of its tools. */
    static final int AFTER_TOOLS = 1000;

    /** Whose it is. */
    enum Kind {
        SYSTEM,
        USER,
        ANSWER,
        TOOL,
        /** Ours to the model, about its answer. */
        NOTE;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
