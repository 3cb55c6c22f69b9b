package dev.millrace.pipelines;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.JobReports;
import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.document.DocumentStep.Compensation;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.problems.Problem;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Does the steps that are one activity each, and undoes them. */
@Component
public final class StepActivitiesImpl implements StepActivities {
    private final RunDocuments documents;
    private final StepTypes types;
    private final Variables variables;
    private final Given given;
    private final Skips skips;
    private final StepRows rows;
    private final Attempts attempts;
    private final StepCache cache;
    private final JobReports reports;

    StepActivitiesImpl(
            RunDocuments documents,
            StepTypes types,
            Variables variables,
            Given given,
            Skips skips,
            StepRows rows,
            Attempts attempts,
            StepCache cache,
            JobReports reports) {
        this.documents = documents;
        this.types = types;
        this.variables = variables;
        this.given = given;
        this.skips = skips;
        this.rows = rows;
        this.attempts = attempts;
        this.cache = cache;
        this.reports = reports;
    }

    @Override
    public StepState run(StepCall call) {
        Here here = Here.of(documents, call);
        try {
            Map<String, @Nullable Object> known = variables.of(here.document(), here.run(), here.path());
            return skips.of(here, known).orElseGet(() -> done(here, known));
        } catch (Problem problem) {
            throw attempts.failed(here, here.step().retry(), problem);
        }
    }

    @Override
    public void compensate(StepCall call) {
        Here here = Here.of(documents, call);
        RecordedStep step = rows.find(here.run(), here.path()).orElseThrow();
        if (step.status() == StepStatus.COMPLETED) {
            Compensation undo = Objects.requireNonNull(here.step().compensate());
            TaskStep type = types.task(undo.type());
            Map<String, @Nullable Object> known = variables.of(here.document(), here.run(), here.path());
            known.put("output", Variables.plain(step.output()));
            JsonNode with = given.of(here, type, undo.with(), known);
            working(here, ":undo", context -> type.run(context, with));
            rows.compensated(here.run(), call.path());
        }
    }

    private StepState done(Here here, Map<String, @Nullable Object> known) {
        TaskStep type = types.task(here.step().type());
        JsonNode with = given.of(here, type, here.step().with(), known);
        Duration maxAge = type.cacheable() ? here.step().cache() : null;
        byte[] key = StepCache.key(type.name(), with);
        Integer attempt = rows.begin(here.run(), here.place(), StepStatus.RUNNING, type.shown(with))
                .orElse(null);
        if (attempt == null) {
            return doneBefore(here);
        }
        JsonNode earlier =
                maxAge == null ? null : cache.find(here.run(), key, maxAge).orElse(null);
        JsonNode output = earlier == null ? working(here, "", context -> type.run(context, with)) : earlier;
        rows.complete(here.run(), here.place(), attempt, output, jdbc -> {
            if (maxAge != null && earlier == null) {
                cache.keep(jdbc, here.run(), key, output, maxAge);
            }
        });
        return StepState.COMPLETED;
    }

    /** The worker that did it may have died before it told. */
    private StepState doneBefore(Here here) {
        rows.find(here.run(), here.path())
                .filter(step -> step.status() == StepStatus.COMPLETED)
                .ifPresent(step -> rows.tellOfTheEnd(here.run(), here.place(), step.attempts()));
        return skips.recorded(here).orElse(StepState.COMPLETED);
    }

    private JsonNode working(Here here, String suffix, Function<StepContext, JsonNode> work) {
        String trace = here.document().job().traceId();
        try (var _ = MDC.putCloseable("tenant", here.run().tenant().value());
                var _ = MDC.putCloseable("job", here.run().job().toString());
                var _ = MDC.putCloseable("trace_id", trace);
                Heartbeat heartbeat = Heartbeat.of(Activity.getExecutionContext());
                JobReport log = reports.open(here.run(), here.path().toString())) {
            return work.apply(here.context(suffix, log, heartbeat));
        }
    }
}
