package dev.millrace.llm.provider;

import dev.langchain4j.model.chat.request.ChatRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code model} in the provider's words; {@code timeout} of the whole answer; {@code tokens} as in the gateway's call. */
public record ProviderCall(
        String model,
        ChatRequest request,
        Duration timeout,
        @Nullable Consumer<String> tokens,
        Runnable goOn) {}
