package dev.millrace.pipelines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The items that are still to be begun, first ones first: in lots of as many as fit, where they are quick. */
final class PendingItems {
    /** Also when few are left, so that the last ones do not cost an activity each. */
    private static final int FEW = 4;

    private final TreeSet<Integer> pending = new TreeSet<>();
    private final Set<Integer> alone = new HashSet<>();
    private final int window;
    private int fitting = 1;

    private PendingItems(int from, int to, int window) {
        this.window = window;
        for (int item = from; item < to; item++) {
            pending.add(item);
        }
    }

    /** Items {@code from} up to, but without, {@code to}; as many lots at a time as {@code window}. */
    static PendingItems inLots(int from, int to, int window) {
        return new PendingItems(from, to, window);
    }

    static PendingItems eachAlone(int from, int to) {
        PendingItems items = new PendingItems(from, to, 1);
        items.alone.addAll(items.pending);
        return items;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Some that are taken to begin now; a single one when it is to be done on its own. */
    List<Integer> next() {
        List<Integer> lot = new ArrayList<>();
        int size = alone.contains(pending.first()) ? 1 : size();
        while (lot.size() < size && !pending.isEmpty() && (lot.isEmpty() || !alone.contains(pending.first()))) {
            lot.add(pending.pollFirst());
        }
        return lot;
    }

    boolean isAlone(int item) {
        return alone.contains(item);
    }

    /** Takes back what the lot did not begin, and learns how many fit. */
    void ended(List<Integer> lot, LotEnd end) {
        int begun = end.completed() + (end.halt() == null ? 0 : 1);
        pending.addAll(lot.subList(Math.min(begun, lot.size()), lot.size()));
        if (end.completed() > 0) {
            fitting = Lots.fitting(end);
        }
    }

    /** Takes them back, each to be done on its own. */
    void comeToGrief(List<Integer> lot) {
        pending.addAll(lot);
        alone.addAll(lot);
    }

    private int size() {
        int share = (pending.size() + window - 1) / window;
        return Math.min(fitting, Math.max(FEW, share));
    }
}
