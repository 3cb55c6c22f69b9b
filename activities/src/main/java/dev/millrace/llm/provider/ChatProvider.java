package dev.millrace.llm.provider;

import dev.langchain4j.model.chat.response.ChatResponse;

/** A service that runs language models, spoken to in its own protocol. It tries once: who asks decides what follows. */
public interface ChatProvider {
    /** As it stands before the slash of {@code openai/gpt-5-mini}. */
    String name();

    /** @throws ProviderFailure of the kind that tells what may be done about it */
    ChatResponse chat(ProviderCall call);
}
