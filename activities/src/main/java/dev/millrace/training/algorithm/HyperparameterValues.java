package dev.millrace.training.algorithm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Checked values, one for each of the algorithm's settings: Integer, Double, String or null. */
public final class HyperparameterValues {
    private final Map<String, @Nullable Object> values;

    HyperparameterValues(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    public int whole(String name) {
        return (Integer) value(name);
    }

    /** The whole number, or {@code otherwise} where the setting is null. */
    public int whole(String name, int otherwise) {
        return values.get(name) == null ? otherwise : whole(name);
    }

    public double real(String name) {
        return (Double) value(name);
    }

    /** The number, or nothing where a word stands for it. */
    public OptionalDouble number(String name) {
        return value(name) instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    public String word(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), () -> "no hyperparameter " + name);
    }
}
