package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
    private static final int ROWS = 5000;
    private final Bootstrap bootstrap = Bootstrap.of(1, 20, ROWS, ROWS);

    @Test
    void drawsEveryTreeItsOwnRows() {
        for (int tree = 1; tree < 20; tree++) {
            assertThat(correlation(bootstrap.sample(tree - 1), bootstrap.sample(tree)))
                    .isCloseTo(0, within(0.1));
        }
    }

    @Test
    void drawsTheSameRowsForTheSameSeed() {
        assertThat(Bootstrap.of(1, 20, ROWS, ROWS).sample(7)).isEqualTo(bootstrap.sample(7));
        assertThat(Bootstrap.of(2, 20, ROWS, ROWS).sample(7)).isNotEqualTo(bootstrap.sample(7));
    }

    @Test
    void leavesOutAboutEveryThirdRow() {
        long left =
                Arrays.stream(bootstrap.sample(3)).filter(count -> count == 0).count();

        assertThat((double) left / ROWS).isCloseTo(Math.exp(-1), within(0.03));
        assertThat(Arrays.stream(bootstrap.sample(3)).sum()).isEqualTo(ROWS);
    }

    private static double correlation(int[] left, int[] right) {
        double product = 0;
        double squares = 0;
        for (int row = 0; row < left.length; row++) {
            product += (left[row] - 1) * (right[row] - 1);
            squares += (left[row] - 1) * (left[row] - 1);
        }
        return product / squares;
    }
}
