package dev.millrace.automl;

import dev.millrace.training.ValidationConfig;
import dev.millrace.tuning.Trial;
import java.time.Duration;
import java.util.List;

/** How the time is shared out between the search and what comes after it. */
record TimeSplit(AutomlSpec spec) {
    private static final double FIRST_SHARE = 0.75;
    /** More than this of the whole is not held back from the search. */
    private static final double MOST_HELD_BACK = 0.35;

    /** Alone, fits take less than side by side in the search, and not all of what is predicted again is taken in the end. */
    private static final double AS_FIT_ALONE = 0.9;

    private static final Duration SHORTEST_SEARCH = Duration.ofSeconds(1);
    private static final Duration STEPS = Duration.ofMillis(800);
    private static final int MARGIN = 50;

    /** For the search while nothing has been measured. */
    Duration firstSearch(Duration left) {
        return atLeastShortest(times(left.minus(margin()), FIRST_SHARE));
    }

    /**
     * For the rest of the search, nothing once the time for what follows has come: it is asked for again and again, and a
     * little more each time would never end.
     *
     * @param best the trials that would be put together if it ended now
     */
    Duration search(Duration left, List<Trial> best) {
        Duration after = times(best.stream().map(this::after).reduce(Duration.ZERO, Duration::plus), AS_FIT_ALONE);
        Duration most = times(spec.timeBudget(), MOST_HELD_BACK);
        Duration rest = left.minus(margin()).minus(after.compareTo(most) < 0 ? after : most);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** Predicting the validation rows again, and the last fit. */
    Duration after(Trial trial) {
        return spec.ensemble() ? again(trial).plus(last(trial)) : last(trial);
    }

    Duration again(Trial trial) {
        Duration took = trial.duration();
        return took == null ? Duration.ZERO : took;
    }

    /** The fit on all rows, as far as the trial's tells. */
    Duration last(Trial trial) {
        ValidationConfig config = spec.validationConfig();
        double rounds = config.rounds();
        double share = rounds > 1 ? 1 / (rounds - 1) : 1 / (1 - config.testSize());
        int fits = spec.trainingData().splitColumn() == null ? 1 : 2;
        return times(again(trial), share * fits);
    }

    /** For looking after the steps, registering, and whatever is slower than measured. */
    Duration margin() {
        return STEPS.plus(spec.timeBudget().dividedBy(MARGIN));
    }

    private static Duration atLeastShortest(Duration duration) {
        return duration.compareTo(SHORTEST_SEARCH) < 0 ? SHORTEST_SEARCH : duration;
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }
}
