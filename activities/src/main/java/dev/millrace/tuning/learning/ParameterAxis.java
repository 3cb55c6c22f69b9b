package dev.millrace.tuning.learning;

import dev.millrace.tuning.Domain;
import dev.millrace.tuning.search.Dimension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An axis of a chart: from {@code low} to {@code high} for numbers, {@code choices} otherwise. */
public record ParameterAxis(
        String parameter,
        String type,
        boolean log,
        @Nullable Number low,
        @Nullable Number high,
        @Nullable List<Object> choices) {
    static ParameterAxis of(Dimension dimension) {
        return switch (dimension.domain()) {
            case Domain.Whole whole ->
                new ParameterAxis(dimension.name(), "int", whole.log(), whole.low(), whole.high(), null);
            case Domain.Real real ->
                new ParameterAxis(dimension.name(), "float", real.log(), real.low(), real.high(), null);
            case Domain.Choice choice ->
                new ParameterAxis(dimension.name(), "categorical", false, null, null, choice.choices());
        };
    }
}
