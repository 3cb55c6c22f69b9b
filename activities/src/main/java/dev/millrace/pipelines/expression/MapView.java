package dev.millrace.pipelines.expression;

import dev.cel.common.types.CelType;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plain map, its values turned into CEL's when they are read. */
final class MapView extends AbstractMap<String, Object> {
    private final Map<?, ?> map;
    private final CelType type;

    MapView(Map<?, ?> map, CelType type) {
        this.map = map;
        this.type = type;
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && map.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return containsKey(key) ? Values.of(map.get(key), Values.member(type, String.valueOf(key))) : null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((name, value) ->
                all.put(String.valueOf(name), Values.of(value, Values.member(type, String.valueOf(name)))));
        return all.entrySet();
    }
}
