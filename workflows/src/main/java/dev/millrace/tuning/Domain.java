package dev.millrace.tuning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a search looks for the value of one parameter. With {@code when} it is only there while other parameters of the
 * same algorithm have one of the values named.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Domain.Whole.class, name = "int"),
    @JsonSubTypes.Type(value = Domain.Real.class, name = "float"),
    @JsonSubTypes.Type(value = Domain.Choice.class, name = "categorical")
})
public sealed interface Domain {
    int MOST_CHOICES = 1000;

    Map<String, List<Object>> when();

    /** What is wrong with it and what is allowed, for people. */
    Optional<String> fault();

    /** Whether a search may come upon the value. */
    boolean holds(@Nullable Object value);

    /** Whole numbers from {@code low} to {@code high}, {@code step} apart; even in the logarithm with {@code log}. */
    record Whole(Integer low, Integer high, Integer step, Boolean log, Map<String, List<Object>> when)
            implements Domain {
        public Whole {
            step = step == null ? Integer.valueOf(1) : step;
            log = log == null ? Boolean.FALSE : log;
            when = Conditions.of(when);
        }

        @Override
        public Optional<String> fault() {
            if (low == null || high == null) {
                return Optional.of("needs low and high, two whole numbers");
            }
            if (low > high) {
                return Optional.of("has low " + low + " above high " + high + "; low is at most high");
            }
            if (step < 1) {
                return Optional.of("has step " + step + "; a step is 1 or more");
            }
            if (log && step != 1) {
                return Optional.of("has log and a step; only one of the two can be had");
            }
            return log && low < 1
                    ? Optional.of("is searched in the logarithm, so that low is 1 or more, not " + low)
                    : Optional.empty();
        }

        @Override
        public boolean holds(@Nullable Object value) {
            return value instanceof Number number
                    && number.doubleValue() == Math.rint(number.doubleValue())
                    && number.doubleValue() >= low
                    && number.doubleValue() <= high
                    && (number.longValue() - low) % step == 0;
        }
    }

    /** Numbers from {@code low} to {@code high}, {@code step} apart if there is one; even in the logarithm with {@code log}. */
    record Real(Double low, Double high, @Nullable Double step, Boolean log, Map<String, List<Object>> when)
            implements Domain {
        private static final double ROUNDING = 1e-9;

        public Real {
            log = log == null ? Boolean.FALSE : log;
            when = Conditions.of(when);
        }

        @Override
        public Optional<String> fault() {
            if (low == null || high == null || !Double.isFinite(low) || !Double.isFinite(high)) {
                return Optional.of("needs low and high, two finite numbers");
            }
            if (low > high) {
                return Optional.of("has low " + low + " above high " + high + "; low is at most high");
            }
            if (!Double.isFinite(high - low)) {
                return Optional.of("is wider than numbers reach; high less low has to be finite");
            }
            if (step != null && !(step > 0 && Double.isFinite(step))) {
                return Optional.of("has step " + step + "; a step is a number above 0");
            }
            if (log && step != null) {
                return Optional.of("has log and a step; only one of the two can be had");
            }
            return log && !(low > 0)
                    ? Optional.of("is searched in the logarithm, so that low is above 0, not " + low)
                    : Optional.empty();
        }

        @Override
        public boolean holds(@Nullable Object value) {
            if (!(value instanceof Number given)) {
                return false;
            }
            double number = given.doubleValue();
            return number >= low && number <= high && (step == null || onStep(number, step));
        }

        /** As far as double precision tells: next to large numbers small steps are not exact. */
        private boolean onStep(double number, double step) {
            double steps = (number - low) / step;
            double inexact = 4 * Math.ulp(Math.max(Math.abs(low), Math.abs(high))) / step;
            return inexact > 0.5 || Math.abs(steps - Math.rint(steps)) < Math.max(ROUNDING, inexact);
        }
    }

    /** One of a few texts, numbers or truth values. */
    record Choice(List<Object> choices, Map<String, List<Object>> when) implements Domain {
        public Choice {
            choices = choices == null || choices.stream().anyMatch(Objects::isNull) ? List.of() : List.copyOf(choices);
            when = Conditions.of(when);
        }

        @Override
        public Optional<String> fault() {
            if (choices.isEmpty() || choices.size() > MOST_CHOICES) {
                return Optional.of("needs choices: 1 to " + MOST_CHOICES + " texts, numbers or truth values");
            }
            if (!choices.stream().allMatch(Conditions::plain)) {
                return Optional.of("has choices that are neither texts, numbers nor truth values");
            }
            return new HashSet<>(choices).size() < choices.size()
                    ? Optional.of("has a choice twice; each is there once")
                    : Optional.empty();
        }

        @Override
        public boolean holds(@Nullable Object value) {
            return choices.stream().anyMatch(choice -> Conditions.same(choice, value));
        }
    }
}
