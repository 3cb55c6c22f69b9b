package dev.millrace.models.explanation;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a prediction is what it is: {@code baseValue} plus all contributions is the output, in {@code outputSpace}.
 * {@code label} is the class whose output this is; null for a number. One contribution per used column, in their order.
 */
public record Explanation(
        double baseValue, OutputSpace outputSpace, @Nullable String label, List<Contribution> contributions) {
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /** What a column's value, as it came in, adds to the output. */
    public record Contribution(String feature, @Nullable Object value, double contribution) {}

    /** The contributions that are largest, whatever their sign. */
    public List<Contribution> top(int count) {
        return contributions.stream()
                .sorted(Comparator.comparingDouble((Contribution c) -> Math.abs(c.contribution()))
                        .reversed())
                .limit(count)
                .toList();
    }
}
