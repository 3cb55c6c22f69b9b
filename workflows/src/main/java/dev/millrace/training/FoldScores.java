package dev.millrace.training;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which folds are judged, and which are still open. */
final class FoldScores {
    private final int folds;
    private final SortedMap<Integer, FoldScore> scored = new TreeMap<>();

    FoldScores(int folds) {
        this.folds = folds;
    }

    void scored(FoldScore score) {
        scored.put(score.fold(), score);
    }

    /** Those without a score, by number. */
    List<Integer> open() {
        return IntStream.rangeClosed(1, folds)
                .filter(fold -> !scored.containsKey(fold))
                .boxed()
                .toList();
    }

    /** In the order of the folds. */
    List<FoldScore> inOrder() {
        return List.copyOf(scored.values());
    }
}
