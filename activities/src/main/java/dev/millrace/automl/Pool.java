package dev.millrace.automl;

import dev.millrace.tuning.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trials that an ensemble is chosen from: the best of all, the best of each algorithm, then whatever is best. */
final class Pool {
    static final int MOST = 16;

    /** Few of one algorithm: models that are alike teach each other nothing. */
    private static final int MOST_OF_ONE = 4;

    private Pool() {}

    /** @param ranked the best first */
    static List<Trial> of(List<Trial> ranked) {
        Map<String, Integer> taken = new HashMap<>();
        Set<Trial> pool = new LinkedHashSet<>();
        for (int most = 1; most <= MOST_OF_ONE; most += MOST_OF_ONE - 1) {
            for (Trial trial : ranked) {
                String algorithm = trial.candidate().algorithm();
                if (!pool.contains(trial) && taken.getOrDefault(algorithm, 0) < most) {
                    pool.add(trial);
                    taken.merge(algorithm, 1, Integer::sum);
                }
            }
        }
        return new ArrayList<>(pool).subList(0, Math.min(MOST, pool.size()));
    }
}
