package dev.millrace.llm.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of OpenAI's {@code POST /v1/chat/completions}, as its clients send it. Fields that are not here are passed over,
 * as OpenAI does; those at the end are here to be refused, since an answer without them would not be what was asked for.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ChatCompletionRequest(
        @Schema(description = "A route (`default`, `fast`, `smart` or the workspace's own) or `provider/model`.")
        @Nullable
        String model,

        @Nullable List<@Nullable Message> messages,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        @Nullable Integer maxCompletionTokens,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,

        @Schema(description = "A text, or up to four.") @Nullable
        JsonNode stop,

        @Nullable Long seed,
        @Nullable String user,
        @Nullable String reasoningEffort,
        @Nullable Boolean stream,
        @Nullable StreamOptions streamOptions,
        @Nullable List<@Nullable Tool> tools,

        @Schema(description = "`auto`, `none`, `required` or one function.") @Nullable
        JsonNode toolChoice,

        @Nullable Boolean parallelToolCalls,
        @Nullable Format responseFormat,

        @Schema(description = "`feature` is what the costs are booked under; the rest is passed over.") @Nullable
        JsonNode metadata,

        @Schema(description = "Millrace's own: `{max_age, similarity}`, or false.") @Nullable
        JsonNode cache,

        @Schema(description = "1 only.") @Nullable Integer n,
        @Schema(description = "false only.") @Nullable Boolean logprobs,
        @Schema(hidden = true) @Nullable JsonNode logitBias,
        @Schema(hidden = true) @Nullable JsonNode functions,
        @Schema(hidden = true) @Nullable JsonNode functionCall,
        @Schema(hidden = true) @Nullable JsonNode audio,
        @Schema(hidden = true) @Nullable JsonNode webSearchOptions) {

    boolean streams() {
        return Boolean.TRUE.equals(stream);
    }

    boolean wantsUsage() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    /** One turn; which fields it has depends on its role. */
    @Schema(name = "ChatMessage")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Message(
            @Schema(description = "`system`, `developer`, `user`, `assistant` or `tool`.") @Nullable
            String role,

            @Schema(description = "A text, or content parts.") @Nullable
            JsonNode content,

            @Nullable String name,
            @Nullable List<@Nullable ToolCall> toolCalls,
            @Nullable String toolCallId) {}

    @Schema(name = "ChatStreamOptions")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StreamOptions(@Nullable Boolean includeUsage) {}

    @Schema(name = "ChatTool")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Tool(
            @Schema(description = "`function`.") @Nullable String type,
            @Nullable Function function) {}

    @Schema(name = "ChatFunction")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Function(
            @Nullable String name,
            @Nullable String description,

            @Schema(description = "A JSON Schema of type object.") @Nullable
            JsonNode parameters,

            @Nullable Boolean strict) {}

    @Schema(name = "ChatResponseFormat")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Format(
            @Schema(description = "`text`, `json_object` or `json_schema`.") @Nullable
            String type,

            @Nullable NamedSchema jsonSchema) {}

    @Schema(name = "ChatNamedSchema")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NamedSchema(
            @Nullable String name,
            @Nullable JsonNode schema,
            @Nullable Boolean strict) {}
}
