package dev.millrace.pipelines.expression;

import dev.cel.common.types.CelType;
import java.util.AbstractList;
import java.util.RandomAccess;
import tools.jackson.databind.JsonNode;

/** A JSON array as a list. */
final class ArrayView extends AbstractList<Object> implements RandomAccess {
    private final JsonNode array;
    private final CelType element;

    ArrayView(JsonNode array, CelType type) {
        this.array = array;
        this.element = Values.element(type);
    }

    JsonNode json() {
        return array;
    }

    @Override
    public int size() {
        return array.size();
    }

    @Override
    public Object get(int index) {
        return Values.of(array.get(index), element);
    }
}
