package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.datasets.Column;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FoldsTest {
    private static final int ROWS = 103;
    private static final int[] ALL = IntStream.range(0, ROWS).toArray();
    private final Target classes = new Target(
            "y",
            List.of("a", "b", "c"),
            Arrays.stream(ALL).mapToDouble(FoldsTest::classOf).toArray());
    private final Target numbers = new Target(
            "y", List.of(), Arrays.stream(ALL).mapToDouble(row -> row).toArray());

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 13})
    void testsEveryRowOnceAndNeverLearnsFromIt(int count) {
        assertPartition(Folds.stratified(classes, ALL, count, 1), count);
        assertPartition(Folds.stratified(numbers, ALL, count, 1), count);
    }

    @Test
    void givesEachFoldItsShareOfEveryClass() {
        Folds folds = Folds.stratified(classes, ALL, 5, 7);

        for (int label = 0; label < 3; label++) {
            int wanted = label;
            int[] sizes = IntStream.range(0, 5)
                    .map(fold -> (int) Arrays.stream(folds.split(ALL, fold).test())
                            .filter(row -> classOf(row) == wanted)
                            .count())
                    .sorted()
                    .toArray();
            assertThat(sizes[4] - sizes[0]).isLessThanOrEqualTo(1);
        }
        int[] all = IntStream.range(0, 5)
                .map(fold -> folds.split(ALL, fold).test().length)
                .sorted()
                .toArray();
        assertThat(all[4] - all[0]).isLessThanOrEqualTo(1);
    }

    @Test
    void drawsTheSameFoldsForTheSameSeedOnly() {
        assertThat(Folds.stratified(numbers, ALL, 5, 7).foldOfRow())
                .isEqualTo(Folds.stratified(numbers, ALL, 5, 7).foldOfRow())
                .isNotEqualTo(Folds.stratified(numbers, ALL, 5, 8).foldOfRow());
    }

    @Test
    void leavesRowsOutThatHaveNoTarget() {
        int[] known = Arrays.copyOfRange(ALL, 0, 50);
        Folds folds = Folds.stratified(numbers, known, 5, 7);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(Arrays.stream(folds.split(known, fold).test()))
                    .hasSize(10)
                    .allMatch(row -> row < 50);
        }
    }

    @Test
    void refusesAClassOfFewerRowsThanFolds() {
        assertThatThrownBy(() -> Folds.stratified(classes, ALL, 14, 1))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("class c of y has 13 rows, fewer than the 14 folds");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 11})
    void keepsEveryGroupOnOneSide(int count) {
        Column groups = Tables.texts("g", ROWS, row -> "g" + group(row));
        Folds folds = Folds.grouped(groups, ALL, count);

        assertPartition(folds, count);
        for (int fold = 0; fold < count; fold++) {
            Split split = folds.split(ALL, fold);
            Set<Integer> learnt = groupsOf(split.train());
            assertThat(learnt).doesNotContainAnyElementsOf(groupsOf(split.test()));
        }
    }

    @Test
    void givesFoldsAboutAsManyRowsEach() {
        Column groups = Tables.numbers("g", ROWS, FoldsTest::group);
        Folds folds = Folds.grouped(groups, ALL, 5);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(folds.split(ALL, fold).test().length).isBetween(18, 23);
        }
    }

    @Test
    void refusesFewerGroupsThanFoldsAndARowWithoutAGroup() {
        assertThatThrownBy(() -> Folds.grouped(Tables.numbers("g", ROWS, row -> row % 3), ALL, 4))
                .hasMessageContaining("3 different values, fewer than the 4 folds");
        assertThatThrownBy(() -> Folds.grouped(Tables.texts("g", ROWS, row -> row == 4 ? null : "a" + row), ALL, 4))
                .hasMessageContaining("row 5 has none");
    }

    private static void assertPartition(Folds folds, int count) {
        Set<Integer> tested = new HashSet<>();
        for (int fold = 0; fold < count; fold++) {
            Split split = folds.split(ALL, fold);
            assertThat(split.test()).isNotEmpty();
            Arrays.stream(split.test())
                    .forEach(row -> assertThat(tested.add(row)).isTrue());
            int[] both = IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test()))
                    .sorted()
                    .toArray();
            assertThat(both).isEqualTo(ALL);
        }
        assertThat(tested).hasSize(ROWS);
    }

    private static Set<Integer> groupsOf(int[] rows) {
        Set<Integer> groups = new HashSet<>();
        Arrays.stream(rows).forEach(row -> groups.add(group(row)));
        return groups;
    }

    private static int group(int row) {
        return row % 29 % 17;
    }

    private static int classOf(int row) {
        return row % 8 == 0 ? 2 : row % 3 == 0 ? 1 : 0;
    }
}
