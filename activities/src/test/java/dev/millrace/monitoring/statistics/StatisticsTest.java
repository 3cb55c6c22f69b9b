package dev.millrace.monitoring.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.tenancy.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** bench/drift_reference.py made the values to compare with. */
class StatisticsTest {
    private static final double CLOSE = 1e-9;

    @ParameterizedTest
    @MethodSource("numbers")
    void comparesNumbersAsScipyDoes(String name, JsonNode expected) {
        double[] reference = doubles(expected.get("reference"));
        double[] current = doubles(expected.get("current"));
        TestResult ks = KolmogorovSmirnov.compare(reference, current);
        assertSame(name, ks, expected.get("ks"));
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        QuantileBins bins = QuantileBins.of(sorted);
        assertThat(StabilityIndex.of(bins.count(reference), bins.count(current)))
                .as(name)
                .isCloseTo(expected.get("psi").doubleValue(), within(CLOSE));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void comparesCategoriesAsScipyDoes(String name, JsonNode expected) {
        long[] reference = longs(expected.get("reference"));
        long[] current = longs(expected.get("current"));
        assertSame(name, ChiSquare.homogeneity(reference, current), expected.get("chi_square"));
        assertThat(StabilityIndex.of(reference, current))
                .as(name)
                .isCloseTo(expected.get("psi").doubleValue(), within(CLOSE));
    }

    @Test
    void refusesSamplesThatCannotBeCompared() {
        double[] one = {1};
        assertThatThrownBy(() -> KolmogorovSmirnov.compare(new double[0], one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KolmogorovSmirnov.compare(one, new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChiSquare.homogeneity(new long[] {1}, new long[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void correctsTheSmallestPValueByTheNumberOfTests() {
        assertThat(Holm.adjust(new double[] {0.04, 0.01, 0.03})).containsExactly(0.06, 0.03, 0.06);
        assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    }

    private static void assertSame(String name, TestResult found, JsonNode expected) {
        double statistic = expected.get(0).doubleValue();
        double pValue = expected.get(1).doubleValue();
        assertThat(found.statistic()).as(name).isCloseTo(statistic, within(CLOSE * Math.max(1, statistic)));
        assertThat(found.pValue()).as(name).isCloseTo(pValue, within(CLOSE * pValue));
    }

    static Stream<Object[]> numbers() throws IOException {
        return cases("numbers");
    }

    static Stream<Object[]> counts() throws IOException {
        return cases("counts");
    }

    private static Stream<Object[]> cases(String kind) throws IOException {
        try (InputStream json = Objects.requireNonNull(
                StatisticsTest.class.getResourceAsStream("/dev/millrace/monitoring/scipy.json"))) {
            return Json.mapper()
                    .readTree(json)
                    .get(kind)
                    .valueStream()
                    .map(one -> new Object[] {one.get("name").asString(), one})
                    .toList()
                    .stream();
        }
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static long[] longs(JsonNode array) {
        return array.valueStream().mapToLong(JsonNode::longValue).toArray();
    }
}
