package dev.millrace.automl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be fitted on all rows: one model, or several whose outputs are averaged by their weights, which add up to 1.
 * {@code metrics} are those of the validation; {@code reason} says why it is this, for people.
 */
public record Choice(List<Member> members, Map<String, Double> metrics, String reason) {
    public Choice {
        members = List.copyOf(members);
    }

    /** {@code trial} is null for one that no trial was needed for. */
    public record Member(@Nullable Integer trial, String algorithm, Map<String, Object> parameters, double weight) {}
}
