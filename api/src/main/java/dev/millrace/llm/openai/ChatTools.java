package dev.millrace.llm.openai;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.millrace.llm.JsonSchemas;
import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tools, the choice among them, and the form of the answer: the parts of a question that have schemas. */
final class ChatTools {
    private static final int MOST = 128;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final String NAME_RULE = "a name of 1 to 64 letters, digits, _ and - is needed here";

    private ChatTools() {}

    /** One function to be called is the only one that is offered. */
    record Choice(List<ToolSpecification> tools, ToolChoice choice) {}

    static List<ToolSpecification> of(@Nullable List<ChatCompletionRequest.@Nullable Tool> tools) {
        if (tools == null) {
            return List.of();
        }
        if (tools.size() > MOST) {
            throw Problem.invalid("/tools", "at most " + MOST + " tools are allowed");
        }
        List<ToolSpecification> known = new ArrayList<>();
        for (int i = 0; i < tools.size(); i++) {
            known.add(tool("/tools/" + i, tools.get(i)));
        }
        return known;
    }

    private static ToolSpecification tool(String at, ChatCompletionRequest.@Nullable Tool tool) {
        if (tool == null || tool.function() == null || !"function".equals(tool.type())) {
            throw Problem.invalid(at + "/type", "only tools of type `function`, with a `function`, are possible");
        }
        ChatCompletionRequest.Function function = tool.function();
        if (function.name() == null || !NAME.matcher(function.name()).matches()) {
            throw Problem.invalid(at + "/function/name", NAME_RULE);
        }
        ToolSpecification.Builder specification = ToolSpecification.builder()
                .name(function.name())
                .description(function.description())
                .strict(function.strict());
        JsonNode parameters = function.parameters();
        if (parameters != null && !parameters.isNull()) {
            try {
                specification.parameters(JsonSchemas.object(parameters));
            } catch (IllegalArgumentException e) {
                throw Problem.invalid(at + "/function/parameters", String.valueOf(e.getMessage()));
            }
        }
        return specification.build();
    }

    static Choice choice(@Nullable JsonNode wanted, List<ToolSpecification> tools) {
        if (wanted == null || wanted.isNull()) {
            return new Choice(tools, ToolChoice.AUTO);
        }
        if (tools.isEmpty() && !wanted.asString("").equals("none")) {
            throw Problem.invalid("/tool_choice", "tool_choice is only allowed when tools are given");
        }
        if (wanted.isObject()) {
            String name = wanted.path("function").path("name").asString("");
            List<ToolSpecification> one =
                    tools.stream().filter(tool -> tool.name().equals(name)).toList();
            if (one.isEmpty()) {
                throw Problem.invalid("/tool_choice/function/name", "`" + name + "` is not among the tools");
            }
            return new Choice(one, ToolChoice.REQUIRED);
        }
        return switch (wanted.asString("")) {
            case "auto" -> new Choice(tools, ToolChoice.AUTO);
            case "required" -> new Choice(tools, ToolChoice.REQUIRED);
            case "none" -> new Choice(tools, ToolChoice.NONE);
            default ->
                throw Problem.invalid("/tool_choice", "`auto`, `none`, `required` or one function is allowed here");
        };
    }

    static @Nullable ResponseFormat format(ChatCompletionRequest.Format format) {
        return switch (Objects.requireNonNullElse(format.type(), "")) {
            case "text" -> null;
            case "json_object" -> ResponseFormat.JSON;
            case "json_schema" ->
                ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(schema(format.jsonSchema()))
                        .build();
            default ->
                throw Problem.invalid(
                        "/response_format/type", "`text`, `json_object` or `json_schema` is allowed here");
        };
    }

    private static JsonSchema schema(ChatCompletionRequest.@Nullable NamedSchema named) {
        String at = "/response_format/json_schema";
        if (named == null || named.schema() == null) {
            throw Problem.invalid(at + "/schema", "a JSON Schema is needed here");
        }
        if (named.name() == null || !NAME.matcher(named.name()).matches()) {
            throw Problem.invalid(at + "/name", NAME_RULE);
        }
        try {
            return JsonSchema.builder()
                    .name(named.name())
                    .rootElement(JsonSchemas.object(named.schema()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(at + "/schema", String.valueOf(e.getMessage()));
        }
    }
}
