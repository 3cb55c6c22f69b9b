package dev.millrace.llm.provider;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a provider is spoken to. */
public enum ProviderKind {
    @JsonProperty("openai")
    OPENAI(Protocol.OPENAI, "https://api.openai.com/v1"),
    @JsonProperty("anthropic")
    ANTHROPIC(Protocol.ANTHROPIC, "https://api.anthropic.com/v1"),
    @JsonProperty("gemini")
    GEMINI(Protocol.GEMINI, "https://generativelanguage.googleapis.com/v1beta"),
    @JsonProperty("ollama")
    OLLAMA(Protocol.OLLAMA, "http://localhost:11434"),
    /** By OpenAI's protocol; there is no URL without one being given. */
    @JsonProperty("openai_compatible")
    OPENAI_COMPATIBLE(Protocol.OPENAI, "");

    private final Protocol protocol;
    private final String usualUrl;

    ProviderKind(Protocol protocol, String usualUrl) {
        this.protocol = protocol;
        this.usualUrl = usualUrl;
    }

    /** Where it is spoken to unless a URL is given; empty when one must be. */
    public String usualUrl() {
        return usualUrl;
    }

    Protocol protocol() {
        return protocol;
    }

    /** Whether an answer can be held to a JSON Schema by the provider itself. */
    boolean knowsSchemas() {
        return this != ANTHROPIC;
    }
}
