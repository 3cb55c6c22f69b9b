package dev.millrace.llm;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.millrace.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * One question to a language model. {@code model} names a route ({@code default}) or one model ({@code openai/gpt-5-mini});
 * what {@code request} says of a model's name is not looked at. {@code tokens} takes the answer's text as it comes, null
 * where nobody follows. {@code goOn} is asked again and again meanwhile; what it throws ends the call.
 */
public record LlmCall(
        TenantId tenant,
        String model,
        ChatRequest request,
        Purpose purpose,
        CacheRule cache,
        @Nullable Tokens tokens,
        @Nullable LocalAnswer local,
        Runnable goOn) {
    /** The question of a call that wants nothing special. */
    public static LlmCall of(TenantId tenant, String model, ChatRequest request, Purpose purpose) {
        return new LlmCall(tenant, model, request, purpose, CacheRule.none(), null, null, () -> {});
    }

    public LlmCall with(ChatRequest changed) {
        return new LlmCall(tenant, model, changed, purpose, cache, tokens, local, goOn);
    }
}
