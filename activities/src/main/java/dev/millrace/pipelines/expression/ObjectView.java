package dev.millrace.pipelines.expression;

import dev.cel.common.types.CelType;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON object as a map. */
final class ObjectView extends AbstractMap<String, Object> {
    private final JsonNode object;
    private final CelType type;

    ObjectView(JsonNode object, CelType type) {
        this.object = object;
        this.type = type;
    }

    JsonNode json() {
        return object;
    }

    @Override
    public int size() {
        return object.size();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && object.has(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        if (!(key instanceof String name)) {
            return null;
        }
        JsonNode value = object.get(name);
        return value == null ? null : Values.of(value, Values.member(type, name));
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> all.put(name, Values.of(value, Values.member(type, name))));
        return all.entrySet();
    }
}
