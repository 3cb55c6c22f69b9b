package dev.millrace.schedules;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.ScheduledJobs;
import dev.millrace.problems.Problem;
import dev.millrace.schedules.Schedule.Draft;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A tenant's schedules. What is written here counts; {@link ScheduleSync} tells Temporal of it. */
@Component
public final class Schedules {
    private static final int MOST = 1_000;

    private final TenantTransactions transactions;
    private final ScheduledRuns runs;
    private final ScheduledJobs jobs;
    private final Clock clock;

    Schedules(TenantTransactions transactions, ScheduledRuns runs, ScheduledJobs jobs, Clock clock) {
        this.transactions = transactions;
        this.runs = runs;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @throws Problem what a job of its kind would be refused for now; CONFLICT when another schedule has the name */
    public Schedule create(TenantId tenant, Draft draft, Planner planner) {
        runs.rehearse(tenant, draft.action(), planner);
        ScheduleId id = new ScheduleId(Ids.next());
        return naming(tenant, draft.name(), jdbc -> {
            requireRoom(jdbc);
            ScheduleRows rows = new ScheduleRows(jdbc);
            rows.insert(tenant, id, draft, planner, clock.instant());
            return rows.find(id).orElseThrow();
        });
    }

    /**
     * It stays paused if it is.
     *
     * @param precondition is given the schedule as it is, and throws what is to stop the change
     */
    public Schedule update(
            TenantId tenant, ScheduleId id, Draft draft, Planner planner, Consumer<Schedule> precondition) {
        precondition.accept(get(tenant, id));
        runs.rehearse(tenant, draft.action(), planner);
        return naming(tenant, draft.name(), jdbc -> {
            ScheduleRows rows = new ScheduleRows(jdbc);
            precondition.accept(rows.lock(id));
            rows.update(id, draft, planner, clock.instant());
            return rows.find(id).orElseThrow();
        });
    }

    /** @throws Problem CONFLICT when it is paused already */
    public Schedule pause(TenantId tenant, ScheduleId id, @Nullable String note) {
        return turn(tenant, id, true, note);
    }

    /** @throws Problem CONFLICT when it is not paused */
    public Schedule resume(TenantId tenant, ScheduleId id, @Nullable String note) {
        return turn(tenant, id, false, note);
    }

    /** Its jobs stay, and those that run go on. */
    public void delete(TenantId tenant, ScheduleId id, Consumer<Schedule> precondition) {
        transactions.run(tenant, jdbc -> {
            ScheduleRows rows = new ScheduleRows(jdbc);
            precondition.accept(rows.lock(id));
            rows.delete(id, clock.instant());
        });
    }

    public Schedule get(TenantId tenant, ScheduleId id) {
        return transactions.in(
                tenant, jdbc -> new ScheduleRows(jdbc).find(id).orElseThrow(() -> Problem.notFound("schedule", id)));
    }

    /** Newest first, from the one made before {@code before}. */
    public List<Schedule> list(TenantId tenant, @Nullable String name, @Nullable ScheduleId before, int limit) {
        return transactions.in(tenant, jdbc -> new ScheduleRows(jdbc).list(name, before, limit));
    }

    /** The schedule's jobs, newest first, older than {@code before}. */
    public List<Job> runs(
            TenantId tenant, ScheduleId id, @Nullable JobStatus status, @Nullable JobId before, int limit) {
        Schedule schedule = get(tenant, id);
        return transactions.in(tenant, jdbc -> jobs.list(jdbc, schedule.id().value(), status, before, limit));
    }

    private Schedule turn(TenantId tenant, ScheduleId id, boolean paused, @Nullable String note) {
        return transactions.in(tenant, jdbc -> {
            ScheduleRows rows = new ScheduleRows(jdbc);
            Schedule before = rows.lock(id);
            if (before.paused() == paused) {
                throw Problem.conflict("the schedule is " + (paused ? "paused already" : "not paused"));
            }
            rows.pause(id, paused ? clock.instant() : null, note, clock.instant());
            return rows.find(id).orElseThrow();
        });
    }

    private static void requireRoom(JdbcClient jdbc) {
        long there = jdbc.sql("SELECT count(*) FROM schedules WHERE deleted_at IS NULL")
                .query((row, n) -> row.getLong(1))
                .single();
        if (there >= MOST) {
            throw Problem.conflict("a workspace has at most " + MOST + " schedules; delete one first");
        }
    }

    private Schedule naming(TenantId tenant, String name, Function<JdbcClient, Schedule> work) {
        try {
            return transactions.in(tenant, work);
        } catch (DuplicateKeyException e) {
            throw Problem.conflict("another schedule is named " + name + "; a name belongs to one schedule");
        }
    }
}
