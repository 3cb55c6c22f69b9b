package dev.millrace.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Says how long a job will take from what its own steps have cost so far. A step that is under way goes on at its own pace;
 * one that has not begun costs what others of its kind did, by size. Time in which nobody worked does not count.
 */
public final class Eta {
    /** What steps of a kind that is not the main one, and not measured yet, cost beside the others. */
    private static final double MINOR = 0.05;
    /** Before anything main is measured, all that is done is not more than this of the job. */
    private static final double BEGINNING = 0.09;
    /** Until the job has ended, something is left. */
    private static final double ALMOST = 0.99;

    private final List<PlannedStep> plan;
    private final Map<String, StepWork> work;
    private final double width;

    private Eta(List<PlannedStep> plan, Map<String, StepWork> work, Duration active) {
        this.plan = plan;
        this.work = work;
        this.width = width(active);
    }

    /** @param active how long anybody worked on the job so far; steps side by side count once */
    public static Estimate of(List<PlannedStep> plan, Map<String, StepWork> work, Duration active) {
        return new Eta(plan, work, active).estimate(active);
    }

    private Estimate estimate(Duration active) {
        if (plan.stream().anyMatch(step -> step.main() && !isKnown(step))) {
            double done = plan.stream().mapToDouble(step -> of(step).fraction()).sum();
            return new Estimate(BEGINNING * done / plan.size(), null);
        }
        double known = plan.stream()
                .filter(this::isKnown)
                .mapToDouble(step -> wall(step, of(step).spentMs() + left(step)))
                .sum();
        double remaining = plan.stream()
                .mapToDouble(step -> isKnown(step) ? wall(step, left(step)) : MINOR * known)
                .sum();
        double progress = active.toMillis() / Math.max(1, active.toMillis() + remaining);
        return new Estimate(Math.min(progress, ALMOST), Duration.ofMillis(Math.round(remaining)));
    }

    private boolean isKnown(PlannedStep step) {
        return of(step).measured() || rate(step) > 0;
    }

    /** What is left to do of a step, in milliseconds of one who works on it. */
    private double left(PlannedStep step) {
        StepWork mine = of(step);
        double rate = rate(step);
        if (!mine.measured()) {
            double total = rate * step.size();
            return Math.max(total - mine.spentMs(), total * MINOR);
        }
        double others = rate > 0 ? rate * step.size() * (1 - mine.fraction()) : mine.leftMs();
        return mine.fraction() * mine.leftMs() + (1 - mine.fraction()) * others;
    }

    /** What a unit of size costs by the other steps of the kind; 0 when none of them is measured. */
    private double rate(PlannedStep step) {
        double cost = 0;
        double size = 0;
        for (PlannedStep other : plan) {
            StepWork done = of(other);
            if (other.kind().equals(step.kind()) && !other.equals(step) && done.measured()) {
                double share = done.done() ? 1 : done.fraction();
                cost += share * done.totalMs() * alone(step, other);
                size += share * other.size();
            }
        }
        return size > 0 ? cost / size : 0;
    }

    /** A step on its own has more of the machine than one beside others; how much of it helps, nobody knows: half. */
    private double alone(PlannedStep step, PlannedStep other) {
        return other.parallel() && !step.parallel() ? 1 / Math.sqrt(width) : 1;
    }

    private double wall(PlannedStep step, double ms) {
        return step.parallel() ? ms / width : ms;
    }

    /** How many steps were worked on side by side, on average over the time that was spent on such steps. */
    private double width(Duration active) {
        double parallel = 0;
        double alone = 0;
        for (PlannedStep step : plan) {
            parallel += step.parallel() ? of(step).spentMs() : 0;
            alone += step.parallel() ? 0 : of(step).spentMs();
        }
        return Math.max(1, parallel / Math.max(1, active.toMillis() - alone));
    }

    private StepWork of(PlannedStep step) {
        return work.getOrDefault(step.step(), StepWork.NONE);
    }
}
