package dev.millrace.training;

import dev.millrace.datasets.Column;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which fold (from 0) each row of a table is tested in; -1 is none. Every row that may be tested is so exactly once.
 */
record Folds(int[] foldOfRow, int count) {
    private static final int NONE = -1;

    /** Drawn by the seed, of each class its share: fold sizes differ by one row at most, in each class and in all. */
    static Folds stratified(Target target, int[] rows, int count, long seed) {
        int[] order = Split.shuffled(rows, new Random(seed));
        int[] folds = none(target.values().length);
        int next = 0;
        for (int stratum = 0; stratum < target.strata(); stratum++) {
            int wanted = stratum;
            int[] members = Arrays.stream(order)
                    .filter(row -> target.stratum(row) == wanted)
                    .toArray();
            requireOneForEachFold(target, stratum, target.learnt() ? members.length : rows.length, count);
            for (int row : members) {
                folds[row] = next++ % count;
            }
        }
        return new Folds(folds, count);
    }

    /** No group is in two folds: the largest first, each to the fold with the fewest rows so far. */
    static Folds grouped(Column groups, int[] rows, int count) {
        Map<Object, List<Integer>> members = new LinkedHashMap<>();
        for (int row : rows) {
            members.computeIfAbsent(group(groups, row), _ -> new ArrayList<>()).add(row);
        }
        if (members.size() < count) {
            throw impossible("the group column " + groups.name() + " has " + members.size()
                    + " different values, fewer than the " + count + " folds; a fold needs a group of its own");
        }
        int[] folds = none(groups.rows());
        int[] sizes = new int[count];
        members.values().stream()
                .sorted(Comparator.comparingInt((List<Integer> group) -> group.size())
                        .reversed())
                .forEach(group -> {
                    int lightest = lightest(sizes);
                    sizes[lightest] += group.size();
                    group.forEach(row -> folds[row] = lightest);
                });
        return new Folds(folds, count);
    }

    Split split(int[] rows, int fold) {
        return new Split(
                Arrays.stream(rows).filter(row -> foldOfRow[row] != fold).toArray(),
                Arrays.stream(rows).filter(row -> foldOfRow[row] == fold).toArray());
    }

    private static Object group(Column groups, int row) {
        if (groups.isMissing(row)) {
            throw Problem.invalid(
                    "/training_data/group_column",
                    "the group column " + groups.name() + " has a value in every row; row " + (row + 1) + " has none");
        }
        return switch (groups) {
            case Column.Text text -> text.codes()[row];
            case Column.Numeric numeric -> numeric.values()[row] + 0.0;
        };
    }

    private static int lightest(int[] sizes) {
        return IntStream.range(0, sizes.length)
                .boxed()
                .min(Comparator.comparingInt(fold -> sizes[fold]))
                .orElseThrow();
    }

    private static void requireOneForEachFold(Target target, int stratum, int members, int count) {
        if (members < count) {
            String what = target.classes().isEmpty()
                    ? "there are " + members + " rows" + (target.learnt() ? " with a value of " + target.name() : "")
                    : "class " + target.classes().get(stratum) + " of " + target.name() + " has " + members + " rows";
            throw impossible(what + ", fewer than the " + count + " folds; choose fewer folds or give more rows");
        }
    }

    private static int[] none(int rows) {
        int[] folds = new int[rows];
        Arrays.fill(folds, NONE);
        return folds;
    }

    private static Problem impossible(String why) {
        return new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
    }
}
