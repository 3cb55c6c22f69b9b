package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.millrace.artifacts.Sha256;
import dev.millrace.llm.JsonSchemas;
import dev.millrace.tenancy.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a model is asked, and the hash by which the same question is known. */
final class Questions {
    private Questions() {}

    static ChatRequest request(AgentDefinition agent, List<ToolSpecification> tools, List<ChatMessage> messages) {
        ChatRequest.Builder request = ChatRequest.builder().messages(messages);
        if (!tools.isEmpty()) {
            request.toolSpecifications(tools);
        }
        JsonNode schema = agent.outputSchema();
        if (schema != null) {
            request.responseFormat(JsonSchemas.answer(schema));
        }
        return request.build();
    }

    /** SHA-256 of all that a model's answer depends on; nothing in it belongs to one run alone. */
    static byte[] hash(AgentDefinition agent, ChatRequest request) {
        MessageDigest digest = Sha256.digest();
        add(digest, agent.model());
        JsonNode schema = request.responseFormat() == null ? null : agent.outputSchema();
        add(digest, schema == null ? "" : Json.write(schema));
        if (request.toolSpecifications() != null) {
            request.toolSpecifications().forEach(tool -> add(digest, tool.toJson()));
        }
        request.messages().forEach(message -> add(digest, ChatMessageSerializer.messageToJson(message)));
        return digest.digest();
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
