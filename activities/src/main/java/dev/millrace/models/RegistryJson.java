package dev.millrace.models;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the registry's tables hold it; independent of how the API spells its fields. */
final class RegistryJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RegistryJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static Map<String, String> strings(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, String>>() {});
    }

    static Map<String, Integer> integers(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, Integer>>() {});
    }

    static Map<String, Double> numbers(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, Double>>() {});
    }

    static Map<String, Object> object(String json) {
        return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
    }
}
