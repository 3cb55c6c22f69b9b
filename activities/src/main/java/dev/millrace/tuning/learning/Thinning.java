package dev.millrace.tuning.learning;

import dev.millrace.tuning.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Leaves out trials where a chart has too many of them: the best stay, and of the rest as many, evenly spread. */
final class Thinning {
    private Thinning() {}

    /** At most {@code most} trials, by number; half of the places go to the best. */
    static List<Tried> of(List<Tried> trials, int most, Direction direction) {
        List<Tried> byNumber =
                trials.stream().sorted(Comparator.comparingInt(Tried::number)).toList();
        if (byNumber.size() <= most) {
            return byNumber;
        }
        Set<Integer> kept = new HashSet<>();
        byNumber.stream()
                .sorted(Comparator.comparingDouble(trial -> direction.loss(trial.value())))
                .limit(most / 2)
                .forEach(trial -> kept.add(trial.number()));
        List<Tried> rest = byNumber.stream()
                .filter(trial -> !kept.contains(trial.number()))
                .toList();
        for (Tried trial : spread(rest, most - kept.size())) {
            kept.add(trial.number());
        }
        return byNumber.stream().filter(trial -> kept.contains(trial.number())).toList();
    }

    /** {@code most} of them, the first and the last among these. */
    static <T> List<T> spread(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> spread = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            spread.add(all.get((int) ((long) i * (all.size() - 1) / Math.max(1, most - 1))));
        }
        return spread;
    }
}
