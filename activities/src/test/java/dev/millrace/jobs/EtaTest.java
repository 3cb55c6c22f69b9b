package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Plays jobs whose steps have a start-up, a warming pace and noise, and compares what was said with what came. */
final class EtaTest {
    private static final long TICK_MS = 500;
    private static final double TOLD_FROM = 0.1;

    @Test
    void isWithinThirtyPercentOfTheTimeLeftOverManyTrainings() {
        List<Double> errors = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double fit = 4_000 + 120_000 * random.nextDouble() * random.nextDouble();
            errors.addAll(play(
                    List.of(
                            PlannedStep.minor("prepare", "prepare", 100),
                            PlannedStep.main("fit", "fit", 80),
                            PlannedStep.minor("evaluate", "evaluate", 20),
                            PlannedStep.minor("prepare_all", "prepare", 100),
                            PlannedStep.main("fit_all", "fit", 100)),
                    new double[] {fit * 0.05, fit, fit * 0.08, fit * 0.06, fit * 1.25},
                    random));
        }

        assertThat(median(errors)).isLessThan(0.3);
    }

    @Test
    void isWithinThirtyPercentOverManyBatches() {
        List<Double> errors = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double score = 3_000 + 60_000 * random.nextDouble();
            errors.addAll(play(
                    List.of(PlannedStep.minor("plan", "plan", 1), PlannedStep.main("score", "score", 100)),
                    new double[] {100, score},
                    random));
        }

        assertThat(median(errors)).isLessThan(0.3);
    }

    @Test
    void saysNothingBeforeTheMainWorkHasBegun() {
        List<PlannedStep> plan =
                List.of(PlannedStep.minor("prepare", "prepare", 100), PlannedStep.main("fit", "fit", 80));

        Estimate estimate = Eta.of(plan, Map.of("prepare", done(5_000)), Duration.ofSeconds(5));

        assertThat(estimate.remaining()).isNull();
        assertThat(estimate.progress()).isLessThan(TOLD_FROM);
    }

    @Test
    void expectsAStepOfAKnownKindToCostByItsSize() {
        List<PlannedStep> plan = List.of(PlannedStep.main("fit", "fit", 80), PlannedStep.main("fit_all", "fit", 100));

        Estimate estimate = Eta.of(plan, Map.of("fit", done(8_000)), Duration.ofSeconds(8));

        assertThat(estimate.remaining()).isEqualTo(Duration.ofSeconds(10));
        assertThat(estimate.progress()).isCloseTo(8.0 / 18, within(1e-9));
    }

    @Test
    void sharesTheRestAmongThoseThatWorkSideBySide() {
        List<PlannedStep> plan = List.of(
                PlannedStep.main("fit_fold_1", "fit", 80).besideOthers(),
                PlannedStep.main("fit_fold_2", "fit", 80).besideOthers(),
                PlannedStep.main("fit_fold_3", "fit", 80).besideOthers(),
                PlannedStep.main("fit_fold_4", "fit", 80).besideOthers());

        Estimate estimate =
                Eta.of(plan, Map.of("fit_fold_1", done(10_000), "fit_fold_2", done(10_000)), Duration.ofSeconds(10));

        assertThat(estimate.remaining()).isEqualTo(Duration.ofSeconds(10));
        assertThat(estimate.progress()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void goesByTheKindWhenAStepDoesNotSayHowFarItIs() {
        List<PlannedStep> plan = List.of(PlannedStep.main("fit", "fit", 80), PlannedStep.main("fit_all", "fit", 100));

        Estimate estimate = Eta.of(
                plan, Map.of("fit", done(8_000), "fit_all", StepWork.NONE.plus(4_000, 0)), Duration.ofSeconds(12));

        assertThat(estimate.remaining()).isEqualTo(Duration.ofSeconds(6));
    }

    /** The errors of what was said at each tick, relative to the time that was really left. */
    private static List<Double> play(List<PlannedStep> plan, double[] costs, Random random) {
        Map<String, StepWork> work = new HashMap<>();
        double total = Arrays.stream(costs).sum();
        double active = 0;
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            String step = plan.get(i).step();
            double startUp = 0.05 * random.nextDouble();
            double warmth = 1 + 0.5 * random.nextDouble();
            for (double spent = TICK_MS; spent - TICK_MS < costs[i]; spent += TICK_MS) {
                double share = Math.min(1, spent / costs[i]);
                double working = Math.max(0, (share - startUp) / (1 - startUp));
                double noise = 1 + 0.05 * random.nextGaussian();
                double reached = share >= 1 ? 1 : Math.clamp(Math.pow(working, warmth) * noise, 0, 0.99);
                long ms = (long) Math.min(TICK_MS, costs[i] - (spent - TICK_MS));
                work.put(step, work.getOrDefault(step, StepWork.NONE).plus(ms, reached));
                active += ms;
                Estimate estimate = Eta.of(plan, work, Duration.ofMillis((long) active));
                double left = total - active;
                if (estimate.remaining() != null && estimate.progress() >= TOLD_FROM && left > TICK_MS) {
                    errors.add(Math.abs(estimate.remaining().toMillis() - left) / left);
                }
            }
        }
        return errors;
    }

    private static StepWork done(long ms) {
        return StepWork.NONE.plus(ms, 1);
    }

    private static double median(List<Double> errors) {
        assertThat(errors).hasSizeGreaterThan(1000);
        return errors.stream().sorted().toList().get(errors.size() / 2);
    }
}
