package dev.millrace.releases;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Two versions side by side: {@code difference} is challenger minus champion, with an interval that holds however often it
 * was looked at, at confidence 1 - alpha. {@code observationsNeeded}, of each, is what a test with one look would take for the
 * smallest effect that matters.
 */
public record Comparison(
        String metric,
        Side champion,
        Side challenger,
        @Nullable Double difference,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double pValue,
        double alpha,
        @Nullable Long observationsNeeded,
        Better better) {
    /** {@code value} is null without observations. */
    public record Side(
            int version, long observations, @Nullable Double value) {}

    public enum Better {
        @JsonProperty("champion")
        CHAMPION,
        @JsonProperty("challenger")
        CHALLENGER,
        @JsonProperty("undecided")
        UNDECIDED
    }
}
