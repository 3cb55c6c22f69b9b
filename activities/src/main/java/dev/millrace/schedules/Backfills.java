package dev.millrace.schedules;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.problems.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accepts backfills. */
@Component
public final class Backfills {
    static final int MOST_RUNS = 10_000;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Jobs jobs;
    private final JobResults results;
    private final Clock clock;

    Backfills(Jobs jobs, JobResults results, Clock clock) {
        this.jobs = jobs;
        this.results = results;
        this.clock = clock;
    }

    /** @throws Problem INVALID when the range has no time of the schedule, too many, or reaches into the future */
    public Job submit(
            Schedule schedule,
            BackfillOrder order,
            String actor,
            @Nullable String traceId,
            @Nullable String idempotencyKey) {
        BackfillSpec spec = spec(schedule, order, runs(schedule, order));
        Submission submission = new Submission(
                JobKind.BACKFILL,
                schedule.name(),
                spec,
                Priority.NORMAL,
                actor,
                traceId,
                idempotencyKey,
                List.of(schedule.id(), order));
        return jobs.submit(
                schedule.tenant(),
                submission,
                (jdbc, job) -> results.merge(jdbc, job, BackfillNote.of(spec.runs(), BackfillCount.NONE)));
    }

    private int runs(Schedule schedule, BackfillOrder order) {
        if (order.to().isAfter(clock.instant())) {
            throw Problem.invalid("/to", "to is not in the future: what is to come, the schedule itself runs");
        }
        if (order.from().isBefore(EARLIEST)) {
            throw Problem.invalid("/from", "from is " + EARLIEST + " or later");
        }
        int runs = schedule.timing()
                .times()
                .between(order.from(), order.to(), MOST_RUNS + 1)
                .size();
        if (runs > MOST_RUNS) {
            throw Problem.invalid(
                    "/from", "the range has more than " + MOST_RUNS + " times of the schedule; ask for a part of it");
        }
        if (runs == 0) {
            throw Problem.invalid("/from", "the range has no time of the schedule");
        }
        return runs;
    }

    private static BackfillSpec spec(Schedule schedule, BackfillOrder order, int runs) {
        return new BackfillSpec(
                schedule.id(),
                schedule.name(),
                schedule.timing(),
                schedule.action(),
                schedule.planner(),
                order.from(),
                order.to(),
                order.overlap(),
                order.again(),
                runs);
    }

    /** What the job's result shows. */
    record BackfillNote(int runsTotal, int runsCompleted, int runsFailed, int runsCancelled, int runsSkipped) {
        static BackfillNote of(int total, BackfillCount count) {
            return new BackfillNote(total, count.completed(), count.failed(), count.cancelled(), count.skipped());
        }
    }
}
