package dev.millrace.monitoring;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControls;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.models.Model;
import dev.millrace.models.ModelId;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which models are watched and how; each that is has one open job that does it. */
@Component
public final class Monitors {
    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final JobControls controls;
    private final Clock clock;

    Monitors(TenantTransactions transactions, Jobs jobs, JobControls controls, Clock clock) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.controls = controls;
        this.clock = clock;
    }

    public Optional<Monitor> find(TenantId tenant, ModelId model) {
        return transactions.in(tenant, jdbc -> new MonitorRows(jdbc).find(model));
    }

    /**
     * Has a model watched as the settings say, from now on, or no more.
     *
     * @param precondition is given the monitor as it is, null when there is none, and throws what is to stop the change
     */
    public Monitor put(
            TenantId tenant, Model model, MonitorSettings settings, By by, Consumer<@Nullable Monitor> precondition) {
        Monitor before = find(tenant, model.id()).orElse(null);
        if (settings.enabled() && (before == null || before.job() == null)) {
            start(tenant, model, settings, by, precondition);
        } else {
            transactions.run(tenant, jdbc -> write(jdbc, tenant, model, settings, by, precondition, before));
            JobId watch = before == null ? null : before.job();
            if (watch != null) {
                wake(tenant, watch);
            }
        }
        return find(tenant, model.id()).orElseThrow(() -> Problem.notFound("model", model.id()));
    }

    private void start(
            TenantId tenant, Model model, MonitorSettings settings, By by, Consumer<@Nullable Monitor> precondition) {
        Submission submission = new Submission(
                JobKind.MONITORING,
                model.name(),
                new MonitoringSpec(model.id()),
                Priority.NORMAL,
                by.actor(),
                by.traceId(),
                null);
        jobs.submit(tenant, submission, (jdbc, job) -> {
            write(jdbc, tenant, model, settings, by, precondition, null);
            new MonitorRows(jdbc).watchedBy(model.id(), job);
        });
    }

    private void write(
            JdbcClient jdbc,
            TenantId tenant,
            Model model,
            MonitorSettings settings,
            By by,
            Consumer<@Nullable Monitor> precondition,
            @Nullable Monitor seen) {
        MonitorRows rows = new MonitorRows(jdbc);
        Monitor now = rows.lock(model.id()).orElse(null);
        precondition.accept(now);
        JobId watch = now == null ? null : now.job();
        if (!Objects.equals(watch, seen == null ? null : seen.job())) {
            throw Problem.conflict("somebody else was changing this at the same time; send it again");
        }
        rows.put(tenant, model.id(), settings, by.actor(), clock.instant());
    }

    /** The change counts from the next look on at the latest: what cannot be reached now reads it then. */
    private void wake(TenantId tenant, JobId watch) {
        try {
            Job job = jobs.get(tenant, watch);
            if (job.runId() != null) {
                controls.signal(tenant, watch, "changed", null);
            }
        } catch (Problem unreachable) {
            boolean expected = unreachable.type() == ProblemType.UNAVAILABLE
                    || unreachable.type() == ProblemType.CONFLICT
                    || unreachable.type() == ProblemType.NOT_FOUND;
            if (!expected) {
                throw unreachable;
            }
        }
    }

    /** Who changes it. */
    public record By(String actor, @Nullable String traceId) {}
}
