package dev.millrace.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.tuning.Domain;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void givesAValueForEveryUnitAndComesBackToItsCell() {
        for (Space space : Spaces.all()) {
            for (Dimension dimension : space.dimensions()) {
                for (int i = 0; i <= 1000; i++) {
                    comesBack(dimension.domain(), i / 1000.0);
                }
            }
        }
    }

    @Test
    void placesLogarithmsEvenly() {
        Domain domain = Spaces.logReal("rate", 1e-4, 1).domain();
        assertThat((double) Axis.at(domain, 0.5)).isCloseTo(1e-2, within(1e-12));
        assertThat(Axis.unit(domain, 1e-3)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void givesEachWholeNumberAnEqualPart() {
        Domain domain = Spaces.whole("depth", 1, 7, 2).domain();
        assertThat(Axis.at(domain, 0.2499)).isEqualTo(1);
        assertThat(Axis.at(domain, 0.2501)).isEqualTo(3);
        assertThat(Axis.at(domain, 1)).isEqualTo(7);
        assertThat(Axis.unit(domain, 5)).isEqualTo(0.625);
    }

    @Test
    void hasNoPlaceForValuesOfAnotherDomain() {
        Domain domain = Spaces.whole("depth", 1, 7, 2).domain();
        assertThat(Axis.unit(domain, 2)).isNaN();
        assertThat(Axis.unit(domain, "deep")).isNaN();
        assertThat(Axis.unit(domain, null)).isNaN();
        assertThat(Axis.unit(domain, Double.NaN)).isNaN();
    }

    private static void comesBack(Domain domain, double unit) {
        Object value = Axis.at(domain, unit);
        assertThat(domain.holds(value))
                .as("%s at %s of %s", value, unit, domain)
                .isTrue();
        Axis.Cell cell = Axis.cell(domain, unit);
        assertThat(cell.low()).isBetween(0.0, Axis.values(domain) == 1 ? 0.5 : unit + 1e-3);
        assertThat(cell.high()).isBetween(unit == 1 ? 0.5 : 0.0, 1 + 1e-12);
        if (cell.width() > 0) {
            assertThat(Axis.at(domain, cell.middle())).isEqualTo(value);
        }
    }
}
