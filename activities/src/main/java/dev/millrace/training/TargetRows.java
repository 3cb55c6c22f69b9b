package dev.millrace.training;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The rows whose target is known: all that a training can learn from or be judged by. */
final class TargetRows {
    private TargetRows() {}

    /**
     * @param which empty, or {@code "test "}
     * @param note hears how many rows are left out
     */
    static int[] known(Target target, String which, Consumer<String> note) {
        int[] rows = IntStream.range(0, target.values().length)
                .filter(row -> !target.missing(row))
                .toArray();
        int dropped = target.values().length - rows.length;
        if (dropped > 0) {
            note.accept(dropped + " " + which + "rows are left out: their " + target.name() + " is missing"
                    + (which.isEmpty() || target.classes().isEmpty() ? "" : " or a class that the training data lack"));
        }
        if (rows.length < 2) {
            throw impossible("there are " + rows.length + " " + which + "rows"
                    + (target.learnt() ? " with a value of " + target.name() : "") + "; at least 2 are needed");
        }
        return rows;
    }

    /** @throws Problem when a classifier has nothing to tell apart in the rows that it is fitted on */
    static void requireClasses(Target target, int[] rows, Consumer<String> note) {
        List<String> classes = target.classes();
        if (classes.isEmpty()) {
            return;
        }
        int[] count = new int[classes.size()];
        for (int row : rows) {
            count[(int) target.values()[row]]++;
        }
        if (Arrays.stream(count).filter(c -> c > 0).count() < 2) {
            throw impossible(
                    "the rows to fit on have only one class of " + target.name() + "; at least two are needed");
        }
        for (int c = 0; c < count.length; c++) {
            if (count[c] < 2) {
                note.accept("class " + classes.get(c) + " has " + count[c] + " rows to fit on");
            }
        }
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
