package dev.millrace.pipelines;

import dev.millrace.jobs.ChildJobs;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobReports;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.StepStatus;
import dev.millrace.jobs.Submission;
import dev.millrace.pipelines.PipelineActivities.Concluded;
import dev.millrace.pipelines.PipelineActivities.Launched;
import dev.millrace.pipelines.StepPlan.Retry;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Steps that are jobs of their own: writes their rows, and reads what they gave. */
@Component
final class ChildSteps {
    private final TenantTransactions transactions;
    private final StepTypes types;
    private final Variables variables;
    private final Given given;
    private final Skips skips;
    private final StepRows rows;
    private final StepCache cache;
    private final Jobs jobs;
    private final ChildJobs children;
    private final JobReports reports;

    ChildSteps(
            TenantTransactions transactions,
            StepTypes types,
            Variables variables,
            Given given,
            Skips skips,
            StepRows rows,
            StepCache cache,
            Jobs jobs,
            ChildJobs children,
            JobReports reports) {
        this.transactions = transactions;
        this.types = types;
        this.variables = variables;
        this.given = given;
        this.skips = skips;
        this.rows = rows;
        this.cache = cache;
        this.jobs = jobs;
        this.children = children;
        this.reports = reports;
    }

    Launched launch(Here here, int attempt) {
        StepState settled = skips.recorded(here).orElse(null);
        if (settled != null) {
            return new Launched(settled, null);
        }
        Optional<JobRef> before = transactions.in(here.run().tenant(), jdbc -> find(jdbc, here, attempt));
        if (before.isPresent()) {
            return launched(before.get());
        }
        Map<String, @Nullable Object> known = variables.of(here.document(), here.run(), here.path());
        if (skips.of(here, known).isPresent()) {
            return new Launched(StepState.SKIPPED, null);
        }
        JsonNode with =
                given.of(here, types.job(here.step().type()), here.step().with(), known);
        int begun =
                rows.begin(here.run(), here.place(), StepStatus.RUNNING, with).orElseThrow();
        return cached(here, with, begun)
                ? new Launched(StepState.COMPLETED, null)
                : launched(submit(here, with, attempt));
    }

    Concluded conclude(Here here, JobRef ref, int attempt) {
        Job child = jobs.get(ref.tenant(), ref.job());
        if (child.status() == JobStatus.COMPLETED) {
            complete(here, types.job(here.step().type()).output(child));
            return new Concluded(null, false);
        }
        JobFailure failure = failure(child);
        rows.fail(here.run(), here.place(), failure);
        Retry retry = here.step().retry() == null ? Retry.USUAL : here.step().retry();
        return new Concluded(failure, attempt < retry.maxAttempts() && passesWithTime(failure));
    }

    private void complete(Here here, JsonNode output) {
        Duration maxAge = here.step().cache();
        rows.complete(here.run(), here.place(), output, jdbc -> {
            if (maxAge != null) {
                cache.keep(jdbc, here.run(), key(here, with(here)), output, maxAge);
            }
        });
    }

    private boolean cached(Here here, JsonNode with, int begun) {
        Duration maxAge = here.step().cache();
        Optional<JsonNode> earlier =
                maxAge == null ? Optional.empty() : cache.find(here.run(), key(here, with), maxAge);
        earlier.ifPresent(output -> rows.complete(here.run(), here.place(), begun, output, StepRows.Also.NOTHING));
        return earlier.isPresent();
    }

    private JsonNode with(Here here) {
        return here.compiled().render(here.step().with(), variables.of(here.document(), here.run(), here.path()));
    }

    private static byte[] key(Here here, JsonNode with) {
        return StepCache.key(here.step().type(), with);
    }

    private JobRef submit(Here here, JsonNode with, int attempt) {
        JobStep type = types.job(here.step().type());
        try (var log = reports.open(here.run(), here.path().toString())) {
            StepContext context = here.context("", log, null);
            JobStep.Child child = type.child(context, with);
            Job parent = here.document().job();
            Submission submission = new Submission(
                    type.kind(),
                    child.name(),
                    child.request(),
                    context.priority(),
                    parent.createdBy(),
                    parent.traceId(),
                    null);
            return transactions.in(here.run().tenant(), jdbc -> {
                JobRef ref = children.adopt(jdbc, parent, submission);
                insert(jdbc, here, attempt, ref);
                child.also().write(jdbc, ref);
                return ref;
            });
        }
    }

    private Launched launched(JobRef ref) {
        Job job = jobs.get(ref.tenant(), ref.job());
        return new Launched(null, children.start(job));
    }

    private static Optional<JobRef> find(JdbcClient jdbc, Here here, int attempt) {
        return jdbc.sql(
                        "SELECT child FROM pipeline_children WHERE job_id = :job AND step = :step AND attempt = :attempt")
                .param("job", here.run().job().value())
                .param("step", here.path().toString())
                .param("attempt", attempt)
                .query(UUID.class)
                .optional()
                .map(id -> new JobRef(here.run().tenant(), new JobId(id)));
    }

    private static void insert(JdbcClient jdbc, Here here, int attempt, JobRef child) {
        jdbc.sql("INSERT INTO pipeline_children (tenant_id, job_id, step, attempt, child)"
                        + " VALUES (:tenant, :job, :step, :attempt, :child)")
                .param("tenant", here.run().tenant().value())
                .param("job", here.run().job().value())
                .param("step", here.path().toString())
                .param("attempt", attempt)
                .param("child", child.job().value())
                .update();
    }

    private static JobFailure failure(Job child) {
        JobFailure told = child.error();
        if (told != null) {
            return told;
        }
        boolean cancelled = child.status() == JobStatus.CANCELLED;
        ProblemType type = cancelled ? ProblemType.STEP_FAILED : ProblemType.RUN_LOST;
        return new JobFailure(
                type.uri(),
                type.title(),
                "job " + child.ref().job() + (cancelled ? " was cancelled" : " ended outside Millrace"));
    }

    private static boolean passesWithTime(JobFailure failure) {
        return Arrays.stream(ProblemType.values())
                .anyMatch(type -> type.uri().equals(failure.type()) && type.passesWithTime());
    }
}
