package dev.millrace.training.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One setting of an algorithm: what it takes, what it is when not given, and where a search looks for it. */
public sealed interface Hyperparameter {
    String name();

    String description();

    /** The value when none is given; null means that the algorithm decides or that there is no limit. */
    @Nullable
    Object byDefault();

    /** A whole number from {@code min} to {@code max}. */
    record Whole(
            String name,
            String description,
            @Nullable Integer byDefault,
            int min,
            int max,
            @Nullable Range search) implements Hyperparameter {}

    /** A number from {@code min} (or above it, if {@code aboveMin}) to {@code max}. */
    record Real(
            String name,
            String description,
            Double byDefault,
            double min,
            boolean aboveMin,
            double max,
            @Nullable Range search)
            implements Hyperparameter {}

    /** A number above {@code above} and up to {@code max}, or one of a few words that stand for one. */
    record RealOrWord(
            String name,
            String description,
            String byDefault,
            List<String> words,
            double above,
            double max,
            @Nullable Range search)
            implements Hyperparameter {
        public RealOrWord {
            words = List.copyOf(words);
        }
    }

    /** One of a few words; {@code search} are those that a search tries (all when empty). */
    record Choice(String name, String description, String byDefault, List<String> choices, boolean searched)
            implements Hyperparameter {
        public Choice {
            choices = List.copyOf(choices);
        }
    }

    /** Where a search looks, evenly or, with {@code log}, evenly in the logarithm. */
    record Range(double low, double high, boolean log) {}
}
