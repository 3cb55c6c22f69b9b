package dev.millrace.pipelines;

import java.util.TreeMap;

/** Which items failed, in their order. */
final class ItemFailures {
    private final TreeMap<Integer, StepFailure> byItem = new TreeMap<>();

    void note(int item, Outcome outcome) {
        if (outcome.failure() != null) {
            byItem.put(item, outcome.failure());
        }
    }

    boolean any() {
        return !byItem.isEmpty();
    }

    PartResult result() {
        return new PartResult(byItem.size(), any() ? byItem.firstEntry().getValue() : null);
    }
}
