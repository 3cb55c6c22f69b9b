package dev.millrace.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void readsQuantilesNeverTooLowAndAtMostATenthTooHigh() {
        Random random = new Random(7);
        double[] millis = random.doubles(5_000)
                .map(uniform -> Math.exp(10 * uniform - 4))
                .sorted()
                .toArray();
        Latencies latencies = new Latencies();
        Arrays.stream(millis).forEach(latencies::add);
        for (double share : new double[] {0.01, 0.5, 0.95, 0.999, 1}) {
            double exact = millis[(int) Math.ceil(share * millis.length) - 1];
            assertThat(latencies.quantile(share)).isBetween(exact * (1 - 1e-9), exact * 1.0906);
        }
    }

    @Test
    void addsUpWhatSeveralProcessesMeasured() {
        Latencies one = new Latencies();
        one.add(1);
        Latencies both = Latencies.of(one.buckets());
        Latencies other = new Latencies();
        other.add(100);
        both.add(other);
        assertThat(both.count()).isEqualTo(2);
        assertThat(both.quantile(0.5)).isLessThan(1.1);
        assertThat(both.quantile(0.95)).isBetween(100.0, 110.0);
        assertThat(one.count()).isEqualTo(1);
    }

    @Test
    void takesWhateverAClockMayAnswer() {
        Latencies latencies = new Latencies();
        assertThat(latencies.quantile(0.95)).isNaN();
        latencies.add(0);
        latencies.add(-1);
        assertThat(latencies.quantile(1)).isEqualTo(0.01);
    }
}
