package dev.millrace.automl;

import dev.millrace.automl.Choice.Member;
import dev.millrace.automl.EnsembleSelection.Selection;
import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.ThreadBudget;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.training.Candidates;
import dev.millrace.training.TestPredictions;
import dev.millrace.training.TrainingPart;
import dev.millrace.training.TrainingSpec;
import dev.millrace.tuning.BestTrials;
import dev.millrace.tuning.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The step that chooses: the best trial, or an ensemble of good ones where that does better on the validation rows. Their
 * predictions are made again, as many as the time allows; a trial's are the same each time.
 */
@Component
final class Choosing {
    private static final Logger log = LoggerFactory.getLogger(Choosing.class);
    private static final int RANKED = 200;
    private static final Instant NEVER = Instant.MAX;

    private final BestTrials trials;
    private final Candidates candidates;
    private final ThreadBudget threads;
    private final Clock clock;

    Choosing(BestTrials trials, Candidates candidates, ThreadBudget threads, Clock clock) {
        this.trials = trials;
        this.candidates = candidates;
        this.threads = threads;
        this.clock = clock;
    }

    Choice choose(AutomlRequest request, JobRef study, Duration left, Heartbeat heartbeat) {
        AutomlSpec spec = request.spec();
        Instant end = clock.instant().plus(left).minus(new TimeSplit(spec).margin());
        List<Trial> ranked = trials.best(study, spec.objective().direction(), RANKED);
        try (ThreadBudget.Share share = threads.join()) {
            if (ranked.isEmpty()) {
                return firstDefault(spec, study, new FitWatch(heartbeat, share, clock, NEVER));
            }
            if (!spec.ensemble()) {
                return single(ranked.getFirst(), "the best trial; no ensemble was asked for");
            }
            List<Known> library = library(spec, study, ranked, end, heartbeat, share);
            return library.size() < 2
                    ? single(ranked.getFirst(), "the best trial; there was no time for an ensemble")
                    : better(spec, ranked.getFirst(), library, end);
        }
    }

    /** The search found nothing, for want of time or because everything failed. */
    private Choice firstDefault(AutomlSpec spec, JobRef study, FitWatch watch) {
        String why = "";
        for (String algorithm : spec.algorithms()) {
            try {
                List<TestPredictions> parts = predict(spec, study, new Member(null, algorithm, Map.of(), 1), watch);
                Map<String, Double> metrics = new Validation(parts, spec.validationConfig(), spec.objective())
                        .metrics(Validation.outputs(parts));
                return new Choice(
                        List.of(new Member(null, algorithm, Map.of(), 1)),
                        metrics,
                        "there was time for no trial; this is " + algorithm + " with its defaults");
            } catch (Problem problem) {
                why = problem.detail();
            }
        }
        throw new Problem(ProblemType.STUDY_FAILED, "none of the algorithms could be fitted: " + why);
    }

    private List<Known> library(
            AutomlSpec spec,
            JobRef study,
            List<Trial> ranked,
            Instant end,
            Heartbeat heartbeat,
            ThreadBudget.Share share) {
        TimeSplit split = new TimeSplit(spec);
        List<Known> library = new ArrayList<>();
        Duration fits = Duration.ZERO;
        for (Trial trial : Pool.of(ranked)) {
            Instant deadline = end.minus(fits).minus(split.last(trial));
            if (clock.instant().plus(split.again(trial)).isBefore(deadline)) {
                try {
                    FitWatch watch = new FitWatch(heartbeat, share, clock, deadline);
                    List<TestPredictions> parts = predict(spec, study, member(trial, 1), watch);
                    library.add(new Known(trial, parts, Validation.outputs(parts)));
                    fits = fits.plus(split.last(trial));
                } catch (FitWatch.OutOfTime late) {
                    log.info("No time for trial {} in the ensemble of {}", trial.number(), study.job());
                } catch (Problem problem) {
                    if (problem.type().passesWithTime()) {
                        throw problem;
                    }
                    log.info("Trial {} of {} is left out: {}", trial.number(), study.job(), problem.detail());
                }
            }
        }
        return library;
    }

    private List<TestPredictions> predict(AutomlSpec spec, JobRef study, Member member, FitWatch watch) {
        TrainingSpec training = spec.trial(member.algorithm(), member.parameters());
        List<TestPredictions> predictions = new ArrayList<>();
        for (TrainingPart part : Validation.parts(spec.validationConfig())) {
            var rows = candidates.rows(study, training, part, watch::throwIfCancelled);
            predictions.add(Candidates.predict(candidates.fit(training, rows, watch), rows, watch));
        }
        return predictions;
    }

    private Choice better(AutomlSpec spec, Trial best, List<Known> library, Instant end) {
        Validation validation = new Validation(library.getFirst().parts(), spec.validationConfig(), spec.objective());
        Selection selection = EnsembleSelection.select(
                library.stream().map(Known::outputs).toList(),
                validation::loss,
                () -> !clock.instant().isBefore(end));
        List<Member> members = members(library, selection);
        String metric = spec.objective().metric();
        Map<String, Double> metrics = validation.metrics(mean(library, selection));
        double single = Objects.requireNonNull(best.value());
        Double together = metrics.get(metric);
        if (members.size() < 2
                || together == null
                || !spec.objective().direction().better(together, single)) {
            return single(best, "the best trial; none of the ensembles of the best " + library.size() + " did better");
        }
        return new Choice(
                members,
                metrics,
                "an ensemble of " + members.size() + ": " + metric + " " + together
                        + " on the validation rows, where the best trial has " + single);
    }

    private static double[] mean(List<Known> library, Selection selection) {
        double[] mean = new double[library.getFirst().outputs().length];
        for (int model = 0; model < library.size(); model++) {
            double weight = selection.weights()[model];
            double[] outputs = library.get(model).outputs();
            for (int i = 0; i < mean.length && weight > 0; i++) {
                mean[i] += weight * outputs[i];
            }
        }
        return mean;
    }

    private static List<Member> members(List<Known> library, Selection selection) {
        List<Member> members = new ArrayList<>();
        for (int model = 0; model < library.size(); model++) {
            if (selection.weights()[model] > 0) {
                members.add(member(library.get(model).trial(), selection.weights()[model]));
            }
        }
        return members;
    }

    private static Choice single(Trial trial, String reason) {
        return new Choice(List.of(member(trial, 1)), trial.metrics(), reason);
    }

    private static Member member(Trial trial, double weight) {
        return new Member(
                trial.number(), trial.candidate().algorithm(), trial.candidate().parameters(), weight);
    }

    private record Known(Trial trial, List<TestPredictions> parts, double[] outputs) {}
}
