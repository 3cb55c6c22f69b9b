package dev.millrace.models;

import dev.millrace.tenancy.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Maps as the registry's tables hold them. */
final class RegistryJson {
    private RegistryJson() {}

    static Map<String, String> strings(String json) {
        return Json.mapper().readValue(json, new TypeReference<Map<String, String>>() {});
    }

    static Map<String, Integer> integers(String json) {
        return Json.mapper().readValue(json, new TypeReference<Map<String, Integer>>() {});
    }

    static Map<String, Double> numbers(String json) {
        return Json.mapper().readValue(json, new TypeReference<Map<String, Double>>() {});
    }

    static @Nullable CrossValidation crossValidation(@Nullable String json) {
        return json == null ? null : Json.read(json, CrossValidation.class);
    }

    static Map<String, Object> object(String json) {
        return Json.mapper().readValue(json, new TypeReference<Map<String, Object>>() {});
    }
}
