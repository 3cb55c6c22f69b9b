package dev.millrace.releases;

import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rollout by steps: the percentages of the traffic, the last of them 100, each held for {@code hold}. A step whose guard lacks
 * samples after it waits for them up to {@code maxWait} longer, and then goes back.
 */
public record Canary(
        List<Integer> steps, Duration hold, @Nullable Guard guard, Boolean approval, Duration maxWait) {
    public static final List<Integer> USUAL_STEPS = List.of(5, 25, 50, 100);
    public static final Duration USUAL_HOLD = Duration.ofMinutes(10);
    private static final Duration USUAL_WAIT = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int ALL = 100;
    private static final int MOST_STEPS = 50;

    public Canary {
        steps = complete(steps == null ? USUAL_STEPS : steps);
        hold = hold == null ? USUAL_HOLD : hold;
        approval = approval == null ? Boolean.FALSE : approval;
        maxWait = maxWait == null ? USUAL_WAIT : maxWait;
        requireDuration("/hold", "hold", hold);
        requireDuration("/max_wait", "max_wait", maxWait);
    }

    /** @throws Problem 422 unless it is zero to 30 days */
    static void requireDuration(String pointer, String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw Problem.invalid(pointer, name + " is PT0S to P30D, not " + duration);
        }
    }

    private static List<Integer> complete(List<Integer> steps) {
        List<Integer> all = new ArrayList<>();
        for (Integer step : steps) {
            int before = all.isEmpty() ? 0 : all.getLast();
            if (step == null || step <= before || step > ALL || all.size() == MOST_STEPS) {
                throw Problem.invalid(
                        "/steps", "steps are up to 50 growing percentages from 1 to 100, such as [5, 25, 50, 100]");
            }
            all.add(step);
        }
        if (all.isEmpty() || all.getLast() < ALL) {
            all.add(ALL);
        }
        return List.copyOf(all);
    }
}
