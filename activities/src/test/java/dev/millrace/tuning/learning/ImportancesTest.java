package dev.millrace.tuning.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.tuning.Direction;
import dev.millrace.tuning.Domain;
import dev.millrace.tuning.search.Dimension;
import dev.millrace.tuning.search.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ImportancesTest {
    private static final Space NUMBERS = new Space(List.of(
            real("x", 0, 1, false),
            real("rate", 0.001, 1, true),
            new Dimension("depth", new Domain.Whole(1, 10, 1, false, Map.of()), Map.of()),
            new Dimension("rule", new Domain.Choice(List.of("a", "b", "c"), Map.of()), Map.of())));

    private static final Space ALGORITHMS = new Space(List.of(
            new Dimension("algorithm", new Domain.Choice(List.of("good", "bad"), Map.of()), Map.of()),
            new Dimension("good.x", new Domain.Real(0.0, 1.0, null, false, Map.of()), when("good")),
            new Dimension("good.idle", new Domain.Real(0.0, 1.0, null, false, Map.of()), when("good")),
            new Dimension("bad.x", new Domain.Real(0.0, 1.0, null, false, Map.of()), when("bad"))));

    @Test
    void ranksParametersAsOptunaDoes() {
        // PedAnovaImportanceEvaluator of Optuna 5.0.0 for the same trials; its FanovaImportanceEvaluator ranks alike.
        Map<String, Double> expected = Map.of("rate", 0.857, "x", 0.094, "rule", 0.027, "depth", 0.022);
        Map<String, Double> shares = Importances.of(
                        NUMBERS, trials(NUMBERS, 300, ImportancesTest::loss), Direction.MINIMIZE)
                .orElseThrow();
        assertThat(shares.keySet()).containsExactly("rate", "x", "rule", "depth");
        expected.forEach((name, share) -> assertThat(shares.get(name)).as(name).isCloseTo(share, within(0.05)));
    }

    @Test
    void addsUpToOneTheLargestFirst() {
        Map<String, Double> shares = Importances.of(
                        NUMBERS, trials(NUMBERS, 50, ImportancesTest::loss), Direction.MINIMIZE)
                .orElseThrow();
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(new ArrayList<>(shares.values())).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void turnsTheMetricRoundWhereMoreIsBetter() {
        List<Tried> less = trials(NUMBERS, 50, ImportancesTest::loss);
        List<Tried> more = trials(NUMBERS, 50, point -> -loss(point));
        assertThat(Importances.of(NUMBERS, more, Direction.MAXIMIZE))
                .isEqualTo(Importances.of(NUMBERS, less, Direction.MINIMIZE));
    }

    @Test
    void saysNothingOfFewTrials() {
        assertThat(Importances.of(NUMBERS, trials(NUMBERS, 9, ImportancesTest::loss), Direction.MINIMIZE))
                .isEmpty();
        assertThat(Importances.of(NUMBERS, trials(NUMBERS, 10, ImportancesTest::loss), Direction.MINIMIZE))
                .isPresent();
    }

    @Test
    void saysNothingWhereAllTrialsDidEquallyWell() {
        assertThat(Importances.of(NUMBERS, trials(NUMBERS, 50, point -> 1), Direction.MINIMIZE))
                .isEmpty();
    }

    @Test
    void saysNothingOfASpaceWithoutAChoice() {
        Space single = new Space(List.of(real("x", 1, 1, false)));
        assertThat(Importances.of(single, trials(single, 50, ImportancesTest::number), Direction.MINIMIZE))
                .isEmpty();
    }

    @Test
    void countsAConditionalParameterByWhereItIsThere() {
        List<Tried> trials = trials(
                ALGORITHMS,
                400,
                point -> "good".equals(point.get("algorithm"))
                        ? Math.pow(number(point, "good.x") - 0.3, 2)
                        : 1 + number(point, "bad.x"));
        Map<String, Double> shares =
                Importances.of(ALGORITHMS, trials, Direction.MINIMIZE).orElseThrow();
        assertThat(shares.keySet()).startsWith("good.x", "algorithm");
        assertThat(shares.get("bad.x")).isZero();
        assertThat(shares.get("good.idle")).isLessThan(0.1);
    }

    @Test
    void countsLittleWhatFewOfTheBestHad() {
        List<Tried> trials = trials(ALGORITHMS, 400, point -> {
            double ofGood = Math.pow(number(point, "good.x") - 0.3, 2);
            double ofBad = number(point, "bad.x") < 0.02 ? 0 : 2;
            return "good".equals(point.get("algorithm")) ? ofGood : ofBad;
        });
        Map<String, Double> shares =
                Importances.of(ALGORITHMS, trials, Direction.MINIMIZE).orElseThrow();
        assertThat(shares.get("bad.x")).isGreaterThan(0).isLessThan(shares.get("good.x"));
    }

    @Test
    void takesValuesOutsideOfAChangedSpace() {
        Space narrowed = new Space(List.of(
                real("x", 0.4, 0.6, false),
                new Dimension("rule", new Domain.Choice(List.of("a"), Map.of()), Map.of()),
                real("new", 0, 1, false)));
        Map<String, Double> shares = Importances.of(
                        narrowed, trials(NUMBERS, 100, ImportancesTest::loss), Direction.MINIMIZE)
                .orElseThrow();
        assertThat(shares).containsOnlyKeys("x", "rule").containsEntry("x", 1.0);
    }

    private static double loss(Map<String, Object> point) {
        return 3 * Math.pow(Math.log10(number(point, "rate")) + 1, 2)
                + 2 * Math.pow(number(point, "x") - 0.7, 2)
                + 0.02 * number(point, "depth")
                + ("b".equals(point.get("rule")) ? 0 : 0.3);
    }

    private static double number(Map<String, Object> point) {
        return number(point, "x");
    }

    private static double number(Map<String, Object> point, String name) {
        return ((Number) point.getOrDefault(name, 0)).doubleValue();
    }

    /** Trials spread evenly by the additive recurrence of the golden ratio's relatives, so that anybody can repeat them. */
    private static List<Tried> trials(Space space, int count, ToDoubleFunction<Map<String, Object>> loss) {
        List<Tried> trials = new ArrayList<>();
        double[] steps = {0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101};
        for (int number = 0; number < count; number++) {
            int trial = number;
            Map<String, Object> point = space.point(dimension -> at(
                    dimension.domain(), (trial + 1) * steps[space.dimensions().indexOf(dimension)] % 1));
            trials.add(new Tried(number, point, loss.applyAsDouble(point)));
        }
        return trials;
    }

    private static Object at(Domain domain, double unit) {
        return switch (domain) {
            case Domain.Choice choice ->
                choice.choices().get((int) (unit * choice.choices().size()));
            case Domain.Whole whole -> whole.low() + (int) (unit * (whole.high() - whole.low() + 1));
            case Domain.Real real ->
                real.log()
                        ? real.low() * Math.pow(real.high() / real.low(), unit)
                        : real.low() + unit * (real.high() - real.low());
        };
    }

    private static Dimension real(String name, double low, double high, boolean log) {
        return new Dimension(name, new Domain.Real(low, high, null, log, Map.of()), Map.of());
    }

    private static Map<String, List<Object>> when(String algorithm) {
        return Map.of("algorithm", List.of(algorithm));
    }
}
