package dev.millrace.pipelines;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.JobReports;
import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.StepNews.Ended;
import dev.millrace.pipelines.document.DocumentStep.Compensation;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.TaskStep;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Does a step within an activity, or undoes it. */
@Component
final class StepWork {
    private final StepTypes types;
    private final Variables variables;
    private final Given given;
    private final Skips skips;
    private final StepRecords records;
    private final StepRows rows;
    private final StepCache cache;
    private final JobReports reports;

    StepWork(
            StepTypes types,
            Variables variables,
            Given given,
            Skips skips,
            StepRecords records,
            StepRows rows,
            StepCache cache,
            JobReports reports) {
        this.types = types;
        this.variables = variables;
        this.given = given;
        this.skips = skips;
        this.records = records;
        this.rows = rows;
        this.cache = cache;
        this.reports = reports;
    }

    /**
     * Does the step, unless it is through or its condition does not hold.
     *
     * @param untold what users have not been told yet: they are when the step begins; its own end is put there
     * @throws dev.millrace.problems.Problem when it cannot be done
     */
    StepState run(Here here, List<Ended> untold) {
        Map<String, @Nullable Object> known = variables.of(here.document(), here.run(), here.path());
        return skips.of(here, known).orElseGet(() -> done(here, known, untold));
    }

    void compensate(Here here) {
        RecordedStep step = records.find(here.run(), here.path()).orElseThrow();
        if (step.status() == StepStatus.COMPLETED) {
            Compensation undo = Objects.requireNonNull(here.step().compensate());
            TaskStep type = types.task(undo.type());
            Map<String, @Nullable Object> known = variables.of(here.document(), here.run(), here.path());
            known.put("output", Variables.plain(step.output()));
            JsonNode with = given.of(here, type, undo.with(), known);
            working(here, ":undo", context -> type.run(context, with));
            rows.compensated(here.run(), here.path().toString());
        }
    }

    private StepState done(Here here, Map<String, @Nullable Object> known, List<Ended> untold) {
        TaskStep type = types.task(here.step().type());
        JsonNode with = given.of(here, type, here.step().with(), known);
        Integer attempt = rows.begin(here.run(), here.place(), StepStatus.RUNNING, type.shown(with), untold)
                .orElse(null);
        if (attempt == null) {
            return doneBefore(here, untold);
        }
        untold.clear();
        Duration maxAge = type.cacheable() ? here.step().cache() : null;
        byte[] key = StepCache.key(type.name(), with);
        JsonNode earlier =
                maxAge == null ? null : cache.find(here.run(), key, maxAge).orElse(null);
        JsonNode output = earlier == null ? working(here, "", context -> type.run(context, with)) : earlier;
        rows.end(here.run(), here.place(), attempt, output, jdbc -> {
            if (maxAge != null && earlier == null) {
                cache.keep(jdbc, here.run(), key, output, maxAge);
            }
        });
        untold.add(new Ended(here.place(), attempt));
        return StepState.COMPLETED;
    }

    /** The worker that did it may have died before it told. */
    private StepState doneBefore(Here here, List<Ended> untold) {
        RecordedStep step = records.find(here.run(), here.path()).orElseThrow();
        if (step.status() == StepStatus.COMPLETED) {
            untold.add(new Ended(here.place(), step.attempts()));
        }
        return step.status() == StepStatus.SKIPPED ? StepState.SKIPPED : StepState.COMPLETED;
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
