package dev.millrace.schedules;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.JobWork;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Occasion;
import dev.millrace.schedules.Backfills.BackfillNote;
import dev.millrace.schedules.ScheduledRuns.Submitted;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Walks through the times of a backfill and writes their jobs. */
@Component
public final class BackfillActivitiesImpl implements BackfillActivities {
    private static final int LOT = 100;

    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final JobResults results;
    private final JobWork work;
    private final ScheduledRuns runs;

    BackfillActivitiesImpl(
            TenantTransactions transactions, Jobs jobs, JobResults results, JobWork work, ScheduledRuns runs) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.results = results;
        this.work = work;
        this.runs = runs;
    }

    @Override
    public List<Instant> times(JobRef backfill, @Nullable Instant after) {
        BackfillSpec spec = spec(job(backfill));
        Instant from = after == null ? spec.from() : after.plusNanos(1);
        return spec.timing().times().between(from, spec.to(), LOT);
    }

    @Override
    public @Nullable BackfillRun submit(JobRef backfill, Instant time) {
        Job job = job(backfill);
        BackfillSpec spec = spec(job);
        String by = spec.again() ? "backfill:" + backfill.job() : "";
        Occasion occasion = new Occasion(spec.scheduleId().value(), time, by);
        return switch (runs.submit(backfill.tenant(), spec.action(), spec.planner(), occasion, job.workflowId())) {
            case Submitted.Begun begun -> new BackfillRun(begun.run());
            case Submitted.Refused _ -> new BackfillRun(null);
            case Submitted.Taken _ -> null;
        };
    }

    @Override
    public void note(JobRef backfill, BackfillCount count) {
        int total = spec(job(backfill)).runs();
        transactions.run(backfill.tenant(), jdbc -> {
            work.reached(jdbc, backfill, Math.min(1, (double) count.done() / total), null);
            boolean isNews = done(jobs.get(jdbc, backfill.job())) < count.done();
            if (isNews) {
                results.merge(jdbc, backfill, BackfillNote.of(total, count));
            }
        });
    }

    private static int done(Job job) {
        BackfillNote shown = Json.read(job.result(), BackfillNote.class);
        return shown.runsCompleted() + shown.runsFailed() + shown.runsCancelled() + shown.runsSkipped();
    }

    private Job job(JobRef backfill) {
        return jobs.get(backfill.tenant(), backfill.job());
    }

    private static BackfillSpec spec(Job job) {
        return Json.read(job.request(), BackfillSpec.class);
    }
}
