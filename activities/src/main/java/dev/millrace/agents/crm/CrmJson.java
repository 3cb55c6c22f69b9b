package dev.millrace.agents.crm;

import dev.millrace.agents.AgentOrder;
import dev.millrace.problems.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as agents speak it: camelCase. */
final class CrmJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .build();

    private CrmJson() {}

    /** @throws Problem INVALID when the input is not what the agent takes */
    static <T> T read(JsonNode input, Class<T> type) {
        try {
            return MAPPER.treeToValue(own(input), type);
        } catch (JacksonException e) {
            throw Problem.invalid("/input", "the input does not fit the agent: " + e.getOriginalMessage());
        }
    }

    /** Without what is told besides, which only a language model can use. */
    private static JsonNode own(JsonNode input) {
        return input.has(AgentOrder.CONTEXT) ? ((ObjectNode) input).deepCopy().without(AgentOrder.CONTEXT) : input;
    }

    static String write(Object result) {
        return MAPPER.writeValueAsString(result);
    }
}
