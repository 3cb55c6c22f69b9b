package dev.millrace.llm.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A call that the model asks for; {@code arguments} is JSON in a string. {@code index} is told in streams only. */
@Schema(name = "ChatToolCall")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolCall(
        @Nullable Integer index,
        @Nullable String id,
        @Nullable String type,
        @Nullable Called function) {

    @Schema(name = "ChatCalledFunction")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Called(@Nullable String name, @Nullable String arguments) {}
}
