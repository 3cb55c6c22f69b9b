package dev.millrace.training.algorithm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the JSON Schema of an algorithm's settings. */
final class HyperparameterSchema {
    private HyperparameterSchema() {}

    static Map<String, Object> of(Hyperparameters hyperparameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        hyperparameters.all().forEach(parameter -> properties.put(parameter.name(), property(parameter)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, @Nullable Object> property(Hyperparameter parameter) {
        Map<String, @Nullable Object> property = new LinkedHashMap<>();
        switch (parameter) {
            case Hyperparameter.Whole whole -> {
                property.put("type", whole.byDefault() == null ? List.of("integer", "null") : "integer");
                property.put("minimum", whole.min());
                property.put("maximum", whole.max());
                putSearch(property, "int", whole.search());
            }
            case Hyperparameter.Real real -> {
                property.put("type", "number");
                property.put(real.aboveMin() ? "exclusiveMinimum" : "minimum", real.min());
                property.put("maximum", real.max());
                putSearch(property, "float", real.search());
            }
            case Hyperparameter.RealOrWord either -> {
                Map<String, Object> number = new LinkedHashMap<>();
                number.put("type", "number");
                number.put("exclusiveMinimum", either.above());
                number.put("maximum", either.max());
                property.put("anyOf", List.of(number, Map.of("type", "string", "enum", either.words())));
                putSearch(property, "float", either.search());
            }
            case Hyperparameter.Choice choice -> {
                property.put("type", "string");
                property.put("enum", choice.choices());
                if (choice.searched()) {
                    property.put("search", Map.of("type", "categorical", "choices", choice.choices()));
                }
            }
        }
        property.put("default", parameter.byDefault());
        property.put("description", parameter.description());
        return property;
    }

    private static void putSearch(
            Map<String, @Nullable Object> property, String type, Hyperparameter.@Nullable Range range) {
        if (range != null) {
            Map<String, Object> search = new LinkedHashMap<>();
            search.put("type", type);
            boolean whole = type.equals("int");
            search.put("low", whole ? (Object) (int) range.low() : (Object) range.low());
            search.put("high", whole ? (Object) (int) range.high() : (Object) range.high());
            search.put("log", range.log());
            property.put("search", search);
        }
    }
}
