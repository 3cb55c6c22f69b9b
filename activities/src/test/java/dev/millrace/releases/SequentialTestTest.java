package dev.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
    private static final SequentialTest TEST = new SequentialTest(0.05, 0.05);

    @Test
    void seldomSeesADifferenceWhereThereIsNoneHoweverOftenItLooks() {
        Random random = new Random(3);
        int wrong = 0;
        for (int experiment = 0; experiment < 400; experiment++) {
            wrong += claims(random, 0.7, 0.7, 1_000) > 0 ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(20);
    }

    @Test
    void findsADifferenceThatIsThere() {
        Random random = new Random(4);
        int found = 0;
        for (int experiment = 0; experiment < 100; experiment++) {
            found += claims(random, 0.7, 0.8, 3_000) > 0 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(95);
    }

    @Test
    void isAboutTheSameQuestionByIntervalAndByPValue() {
        SequentialTest.Finding finding = TEST.compare(Mean.ofShare(700, 1_000), Mean.ofShare(800, 1_000));
        assertThat(finding.difference()).isCloseTo(0.1, within(1e-12));
        assertThat(finding.isSignificant()).isEqualTo(finding.pValue() < 0.05).isTrue();
        SequentialTest.Finding small = TEST.compare(Mean.ofShare(70, 100), Mean.ofShare(75, 100));
        assertThat(small.isSignificant()).isEqualTo(small.pValue() < 0.05).isFalse();
        assertThat(small.low()).isNegative();
        assertThat(small.high()).isPositive();
    }

    @Test
    void knowsNothingOfNothing() {
        SequentialTest.Finding finding = TEST.compare(Mean.ofShare(0, 0), Mean.ofShare(5, 10));
        assertThat(finding.isSignificant()).isFalse();
        assertThat(finding.pValue()).isEqualTo(1);
        assertThat(TEST.compare(Mean.of(1, 3, 9), Mean.of(1, 4, 16)).isSignificant())
                .isFalse();
    }

    /** Two shares of a half: 2 (1.960 + 0.842)² · 0.25 / 0.05² (Fleiss, Statistical Methods for Rates and Proportions). */
    @Test
    void saysHowManyObservationsOneLookWouldTake() {
        Mean half = new Mean(10, 0.5, 0.25);
        assertThat(TEST.observationsNeeded(half, half, 0.05)).isEqualTo(1_570);
    }

    /** After how many observations of each it claims a difference; 0 when never. */
    private static int claims(Random random, double a, double b, int most) {
        long hitsA = 0;
        long hitsB = 0;
        for (int n = 1; n <= most; n++) {
            hitsA += random.nextDouble() < a ? 1 : 0;
            hitsB += random.nextDouble() < b ? 1 : 0;
            if (n >= 30
                    && TEST.compare(Mean.ofShare(hitsA, n), Mean.ofShare(hitsB, n))
                            .isSignificant()) {
                return n;
            }
        }
        return 0;
    }
}
