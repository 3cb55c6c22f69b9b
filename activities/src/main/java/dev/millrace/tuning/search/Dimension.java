package dev.millrace.tuning.search;

import dev.millrace.tuning.Conditions;
import dev.millrace.tuning.Domain;
import java.util.List;
import java.util.Map;

/** One parameter of a space. It is only there while {@code when} is met by the values of dimensions before it. */
public record Dimension(String name, Domain domain, Map<String, List<Object>> when) {
    public boolean isThere(Map<String, Object> values) {
        return Conditions.met(when, values);
    }
}
