package dev.millrace.automl;

import dev.millrace.jobs.ChildRun;
import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobReports;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.StepRecorder;
import dev.millrace.jobs.StepResults;
import dev.millrace.training.AutoDeploy;
import dev.millrace.training.AutoDeployRule;
import dev.millrace.training.AutoDeploying;
import dev.millrace.training.SplitCheck;
import dev.millrace.training.TrainingRequest;
import dev.millrace.training.TrainingResult;
import dev.millrace.tuning.TuningSubmissions;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Each step is shown to users, finds its own earlier answer, and is left to the class that is named after it. */
@Component
public final class AutomlActivitiesImpl implements AutomlActivities {
    private final StepRecorder recorder;
    private final StepResults answers;
    private final JobResults results;
    private final JobReports reports;
    private final TuningSubmissions studies;
    private final SplitCheck splits;
    private final StudyStart start;
    private final Choosing choosing;
    private final LastFit lastFit;
    private final AutomlArtifacts artifacts;
    private final AutomlRegistering registering;
    private final AutoDeploying deploying;

    AutomlActivitiesImpl(
            StepRecorder recorder,
            StepResults answers,
            JobResults results,
            JobReports reports,
            TuningSubmissions studies,
            SplitCheck splits,
            StudyStart start,
            Choosing choosing,
            LastFit lastFit,
            AutomlArtifacts artifacts,
            AutomlRegistering registering,
            AutoDeploying deploying) {
        this.recorder = recorder;
        this.answers = answers;
        this.results = results;
        this.reports = reports;
        this.studies = studies;
        this.splits = splits;
        this.start = start;
        this.choosing = choosing;
        this.lastFit = lastFit;
        this.artifacts = artifacts;
        this.registering = registering;
        this.deploying = deploying;
    }

    @Override
    public void validate(AutomlRequest request) {
        AutomlSpec spec = request.spec();
        recorder.record(request.job(), "validate", "validate", spec, () -> {
            studies.check(StudySpec.of(spec, spec.timeBudget()));
            splits.check(new TrainingRequest(
                    request.job(), spec.trial(spec.algorithms().getFirst(), Map.of())));
        });
    }

    @Override
    public ChildRun study(AutomlRequest request, Duration left) {
        return recorder.record(request.job(), "study", "study", Map.of("left", left), () -> start.start(request, left));
    }

    @Override
    public Choice choose(AutomlRequest request, ChildRun study, Duration left) {
        Choice choice = step(
                request,
                "choose",
                Map.of("left", left),
                Choice.class,
                heartbeat -> choosing.choose(request, study.job(), left, heartbeat));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("members", choice.members());
        shown.put("validation_metrics", choice.metrics());
        shown.put("reason", choice.reason());
        results.merge(request.job(), shown);
        return choice;
    }

    @Override
    public FittedChoice fit(AutomlRequest request, Choice choice) {
        return step(request, "fit", choice, FittedChoice.class, heartbeat -> {
            LastFit.Fitted fitted = lastFit.fit(request, choice, heartbeat);
            return new FittedChoice(artifacts.keep(request.job(), fitted.model()), fitted.testMetrics());
        });
    }

    @Override
    public AutomlResult register(AutomlRequest request, Choice choice, FittedChoice fitted) {
        return step(
                request, "register", fitted, AutomlResult.class, _ -> registering.register(request, choice, fitted));
    }

    @Override
    public AutomlResult deploy(AutomlRequest request, AutomlResult registered) {
        AutoDeploy wanted = request.spec().autoDeploy();
        if (wanted == null) {
            return registered;
        }
        return step(request, "deploy", wanted, AutomlResult.class, _ -> {
            AutoDeployRule.Decision decision = deploying.deploy(
                    request.job(),
                    wanted,
                    new TrainingResult(registered.modelId(), registered.modelVersion(), registered.metrics(), false));
            try (var report = reports.open(request.job(), "deploy")) {
                report.info((decision.deploy() ? "Deployed: " : "Not deployed: ") + decision.reason());
            }
            return new AutomlResult(
                    registered.modelId(), registered.modelVersion(), registered.metrics(), decision.deploy());
        });
    }

    private <T> T step(AutomlRequest request, String step, Object input, Class<T> answer, Function<Heartbeat, T> work) {
        return recorder.record(
                request.job(),
                step,
                step,
                input,
                () -> answers.once(request.job(), step, answer, () -> {
                    try (Heartbeat heartbeat = Heartbeat.of(Activity.getExecutionContext())) {
                        return work.apply(heartbeat);
                    }
                }));
    }
}
