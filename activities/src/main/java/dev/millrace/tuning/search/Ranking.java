package dev.millrace.tuning.search;

import dev.millrace.tuning.search.Observation.Outcome;
import java.util.Comparator;
import java.util.List;

/**
 * The trials of a study from the best to the worst: completed ones by loss, then pruned ones by how far they got and then by
 * loss, then those that have no finite loss. {@code scored} is the number of those that have one; running ones are apart.
 */
record Ranking(List<Observation> finished, int scored, List<Observation> running) {
    static Ranking of(List<Observation> history) {
        List<Observation> finished = history.stream()
                .filter(trial -> trial.outcome() != Outcome.RUNNING)
                .map(Place::of)
                .sorted()
                .map(Place::trial)
                .toList();
        int scored = (int) finished.stream().filter(Ranking::isScored).count();
        List<Observation> running = history.stream()
                .filter(trial -> trial.outcome() == Outcome.RUNNING)
                .sorted(Comparator.comparingInt(Observation::number))
                .toList();
        return new Ranking(finished, scored, running);
    }

    static boolean isScored(Observation trial) {
        return group(trial) < 2;
    }

    private static int group(Observation trial) {
        if (!Double.isFinite(lossOf(trial))) {
            return 2;
        }
        return switch (trial.outcome()) {
            case COMPLETED -> 0;
            case PRUNED -> 1;
            case FAILED, RUNNING -> 2;
        };
    }

    private static double lossOf(Observation trial) {
        Double loss = trial.loss();
        return loss == null || Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }

    /** What a trial is ordered by, looked at once. */
    private record Place(Observation trial, int group, int steps, double loss) implements Comparable<Place> {
        static Place of(Observation trial) {
            int steps = trial.outcome() == Outcome.PRUNED ? trial.steps() : 0;
            return new Place(trial, Ranking.group(trial), steps, lossOf(trial));
        }

        @Override
        public int compareTo(Place other) {
            int byGroup = Integer.compare(group, other.group);
            int bySteps = byGroup == 0 ? Integer.compare(other.steps, steps) : byGroup;
            int byLoss = bySteps == 0 ? Double.compare(loss, other.loss) : bySteps;
            return byLoss == 0 ? Integer.compare(trial.number(), other.trial.number()) : byLoss;
        }
    }
}
