package dev.millrace.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftCheckTest {
    private static final int WINDOWS = 200;
    private static final int ROWS = 300;
    private static final int FEATURES = 8;

    private final DriftCheck check = new DriftCheck(Thresholds.USUAL);
    private final Random random = new Random(8);

    /** Half of them with few different values, as the brightness of a pixel has. */
    @Test
    void raisesNothingInTwoHundredUnshiftedWindows() {
        List<FeatureProfile> reference = stream(1000, value -> value);
        long alarms = IntStream.range(0, WINDOWS)
                .filter(window -> check.compare(reference, stream(ROWS, value -> value)).stream()
                        .anyMatch(FeatureDrift::drifting))
                .count();
        assertThat(alarms).isZero();
    }

    @Test
    void seesAShiftOfHalfAStandardDeviationInEveryWindow() {
        List<FeatureProfile> reference = stream(1000, value -> value);
        for (int window = 0; window < 20; window++) {
            List<FeatureDrift> drifts = check.compare(reference, stream(ROWS, value -> value + 0.6));
            assertThat(drifts).filteredOn(FeatureDrift::drifting).hasSizeGreaterThan(FEATURES / 2);
        }
    }

    @Test
    void letsASmallChangePassHoweverSureTheTestIs() {
        FeatureDrift slight = only(numbers(2000, v -> v), numbers(2000, v -> v + 0.2));
        assertThat(slight.pValueAdjusted()).isLessThan(0.001);
        assertThat(slight.psi()).isLessThan(0.2);
        assertThat(slight.drifting()).isFalse();
    }

    @Test
    void seesThatMoreValuesAreMissing() {
        FeatureDrift drift = only(numbers(500, v -> v), numbers(500, v -> v < -0.8 ? Double.NaN : v));
        assertThat(drift.missing().current()).isBetween(0.1, 0.35);
        assertThat(drift.reasons()).anyMatch(reason -> reason.startsWith("missing: "));
    }

    @Test
    void seesValuesBeyondTheKnownRange() {
        FeatureProfile reference =
                FeatureProfile.reference(numbers(500, v -> v)).within(-10.0, 10.0, Set.of());
        FeatureProfile current = FeatureProfile.of(numbers(500, v -> v > 1.2 ? 99 : v), FeatureKind.NUMERIC);
        FeatureDrift drift = check.compare(List.of(reference), List.of(current)).getFirst();
        assertThat(drift.outOfRange()).isBetween(0.05, 0.2);
        assertThat(drift.reasons()).anyMatch(reason -> reason.startsWith("out of the known range"));
    }

    @Test
    void seesCategoriesThatWereNotKnown() {
        FeatureDrift drift = only(texts(300, "a", "b"), texts(300, "a", "b", "new"));
        assertThat(drift.unseenCategories()).containsExactly("new");
        assertThat(drift.unseenShare()).isBetween(0.2, 0.5);
        assertThat(drift.chiSquare()).isNotNull();
        assertThat(drift.drifting()).isTrue();
    }

    @Test
    void doesNotComparePlainTexts() {
        FeatureDrift drift = only(
                texts(300, IntStream.range(0, 300).mapToObj(i -> "text " + i).toArray(String[]::new)),
                texts(300, "the same"));
        assertThat(drift.kind()).isEqualTo(FeatureKind.OTHER);
        assertThat(drift.drifting()).isFalse();
    }

    @Test
    void saysNothingOfADistributionThatHardlyAnyValueShows() {
        FeatureDrift drift = only(numbers(500, v -> v), numbers(3, v -> v + 9));
        assertThat(drift.ks()).isNull();
        assertThat(drift.psi()).isNull();
    }

    private FeatureDrift only(Column reference, Column current) {
        FeatureProfile before = FeatureProfile.reference(reference);
        return check.compare(List.of(before), List.of(FeatureProfile.of(current, before.kind())))
                .getFirst();
    }

    private List<FeatureProfile> stream(int rows, DoubleUnaryOperator shift) {
        List<FeatureProfile> profiles = new ArrayList<>();
        for (int feature = 0; feature < FEATURES; feature++) {
            boolean coarse = feature % 2 == 0;
            Column.Numeric column = numbers(
                    rows,
                    value -> coarse
                            ? Math.max(0, Math.rint(2 * shift.applyAsDouble(value)))
                            : shift.applyAsDouble(value));
            profiles.add(FeatureProfile.of(
                    new Column.Numeric("f" + feature, ColumnType.NUMBER, column.values()), FeatureKind.NUMERIC));
        }
        return profiles;
    }

    private Column.Numeric numbers(int rows, DoubleUnaryOperator change) {
        double[] values = new double[rows];
        Arrays.setAll(values, row -> change.applyAsDouble(random.nextGaussian()));
        return new Column.Numeric("x", ColumnType.NUMBER, values);
    }

    private Column texts(int rows, String... values) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, row -> random.nextInt(values.length));
        return new Column.Text("x", values, codes);
    }
}
