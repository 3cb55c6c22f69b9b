package dev.millrace.llm;

import dev.langchain4j.data.message.AiMessage;

/** What stands in where no language model can be asked; the link {@code local} of a route comes to it. It generates nothing. */
@FunctionalInterface
public interface LocalAnswer {
    String PROVIDER = "local";

    AiMessage answer();
}
