package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class NormalTest {
    @Test
    void agreesWithTheErrorFunction() {
        for (double x = -30; x <= 30; x += 0.01) {
            double wanted = 0.5 * Erf.erfc(-x / Math.sqrt(2));
            assertThat(Normal.below(x)).isCloseTo(wanted, within(1e-7 * wanted + 1e-300));
        }
    }
}
