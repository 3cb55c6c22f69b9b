package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KdTreeTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 2, 3", "1000, 3, 7", "129, 9, 129", "4000, 2, 40"})
    void findsWhatLookingAtEveryPointFinds(int rows, int width, int k) {
        Random random = new Random(rows);
        float[] points = numbers(random, rows * width);
        KdTree tree = new KdTree(width, points, () -> {});
        float[] query = numbers(random, 20 * width);
        for (int q = 0; q < 20; q++) {
            int at = q * width;
            Nearest nearest = new Nearest(k);

            tree.search(query, at, nearest);

            List<Integer> found = IntStream.range(0, nearest.size())
                    .map(nearest::number)
                    .sorted()
                    .boxed()
                    .toList();
            List<Integer> expected = IntStream.range(0, rows)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> squared(points, i * width, query, at, width)))
                    .limit(k)
                    .sorted()
                    .toList();
            assertThat(found).isEqualTo(expected);
        }
        assertThat(tree.points()).isEqualTo(points);
    }

    @Test
    void refusesPointsThatAreNotNumbers() {
        assertThatThrownBy(() -> new KdTree(1, new float[] {1, Float.NaN}, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Few different values, so that many distances are equal. */
    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextInt(12);
        }
        return numbers;
    }

    private static double squared(float[] points, int point, float[] query, int at, int width) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += Math.pow(points[point + j] - query[at + j], 2);
        }
        return sum;
    }
}
