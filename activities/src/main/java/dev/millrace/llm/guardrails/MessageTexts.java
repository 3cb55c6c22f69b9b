package dev.millrace.llm.guardrails;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.tenancy.Json;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The texts within messages, changed in place. Images are not looked at; thoughts are signed by providers and stay. */
final class MessageTexts {
    private MessageTexts() {}

    static ChatMessage map(ChatMessage message, UnaryOperator<String> change) {
        return switch (message) {
            case SystemMessage system -> SystemMessage.from(change.apply(system.text()));
            case UserMessage user ->
                user.toBuilder().contents(contents(user.contents(), change)).build();
            case AiMessage answer -> map(answer, change, change);
            case ToolExecutionResultMessage result ->
                result.toBuilder().contents(contents(result.contents(), change)).build();
            default -> message;
        };
    }

    static AiMessage map(AiMessage answer, UnaryOperator<String> text, UnaryOperator<String> argument) {
        String said = answer.text();
        return answer.toBuilder()
                .text(said == null ? null : text.apply(said))
                .toolExecutionRequests(answer.toolExecutionRequests().stream()
                        .map(call -> call(call, argument))
                        .toList())
                .build();
    }

    private static List<Content> contents(List<Content> contents, UnaryOperator<String> change) {
        return contents.stream().map(content -> content(content, change)).toList();
    }

    private static Content content(Content content, UnaryOperator<String> change) {
        return content instanceof TextContent text ? TextContent.from(change.apply(text.text())) : content;
    }

    private static ToolExecutionRequest call(ToolExecutionRequest call, UnaryOperator<String> change) {
        String arguments = call.arguments();
        return arguments == null
                ? call
                : call.toBuilder().arguments(json(arguments, change)).build();
    }

    /** Within values only, so that it stays JSON; a number that is changed becomes a text. */
    static String json(String json, UnaryOperator<String> change) {
        try {
            JsonNode tree = Json.parse(json);
            JsonNode changed = tree(tree, change);
            return changed.equals(tree) ? json : changed.toString();
        } catch (JacksonException e) {
            return change.apply(json);
        }
    }

    private static JsonNode tree(JsonNode node, UnaryOperator<String> change) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), tree(entry.getValue(), change)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(tree(element, change)));
                yield copy;
            }
            default -> leaf(node, change);
        };
    }

    private static JsonNode leaf(JsonNode node, UnaryOperator<String> change) {
        if (!node.isString() && !node.isNumber()) {
            return node;
        }
        String text = node.asString();
        String changed = change.apply(text);
        return changed.equals(text) ? node : JsonNodeFactory.instance.stringNode(changed);
    }
}
