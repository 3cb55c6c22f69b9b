package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final List<String> KEYS =
            IntStream.range(0, 10_000).mapToObj(i -> "customer-" + i).toList();

    @Test
    void keepsEachKeyOnItsSideAsTheShareGrows() {
        for (String key : KEYS) {
            boolean taken = false;
            for (double share : new double[] {0, 0.05, 0.25, 0.5, 1}) {
                boolean now = split(1, share).takes(key);
                assertThat(now || !taken).as(key).isTrue();
                assertThat(split(1, share).takes(key)).isEqualTo(now);
                taken = now;
            }
            assertThat(taken).isTrue();
        }
    }

    @Test
    void givesTheVersionItsShareOfTheKeys() {
        assertThat(taken(split(1, 0))).isZero();
        assertThat(taken(split(1, 0.05))).isBetween(430L, 570L);
        assertThat(taken(split(1, 0.5))).isBetween(4_850L, 5_150L);
    }

    @Test
    void drawsAnewForAnotherRollout() {
        long both = KEYS.stream()
                .filter(key -> split(1, 0.1).takes(key) && split(2, 0.1).takes(key))
                .count();
        assertThat(both).isBetween(60L, 140L);
    }

    private static long taken(Split split) {
        return KEYS.stream().filter(split::takes).count();
    }

    private static Split split(int rollout, double share) {
        return new Split(new UUID(0, rollout), 0, 2, share, false);
    }
}
