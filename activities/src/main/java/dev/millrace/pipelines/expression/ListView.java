package dev.millrace.pipelines.expression;

import dev.cel.common.types.CelType;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A plain list, its items turned into CEL's values when they are read. */
final class ListView extends AbstractList<Object> implements RandomAccess {
    private final List<?> list;
    private final CelType element;

    ListView(List<?> list, CelType type) {
        this.list = list;
        this.element = Values.element(type);
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public Object get(int index) {
        return Values.of(list.get(index), element);
    }
}
