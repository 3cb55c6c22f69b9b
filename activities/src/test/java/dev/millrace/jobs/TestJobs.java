package dev.millrace.jobs;

import dev.millrace.events.JobEvents;
import dev.millrace.events.TestEvents;
import dev.millrace.limits.Quotas;
import dev.millrace.limits.TestLimits;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stores of jobs on the test database, put together without Spring. */
public final class TestJobs {
    public final TenantTransactions transactions = TestDatabase.get().transactions();
    public final JobEvents events;
    public final Jobs jobs;
    public final JobResults results;
    public final JobReports reports;
    public final JobWork work;
    public final JobSteps steps;
    public final StepRecorder recorder;
    public final StepResults stepResults;
    public final JobActivities activities;
    final Quotas quotas = TestLimits.wide();
    final JobMoves moves;
    final List<JobRef> startedSoon = new ArrayList<>();

    public TestJobs(Clock clock) {
        events = TestEvents.on(transactions, clock);
        moves = new JobMoves(events, new JobTypes(List.of()), new JobMeters(), clock);
        jobs = new Jobs(
                transactions, new IdempotencyKeys(clock), moves, new JobInserts(clock), startedSoon::add, quotas);
        results = new JobResults(transactions, events);
        reports = new JobReports(transactions, events, clock);
        work = new JobWork(transactions, events, clock);
        steps = new JobSteps(transactions, events, clock);
        recorder = new StepRecorder(steps);
        stepResults = new StepResults(transactions);
        activities = new JobActivitiesImpl(transactions, moves, clock, () -> "run-1");
    }

    public TestJobs() {
        this(Clock.systemUTC());
    }

    /** A new job in a new workspace, accepted and not started. */
    public JobRef queued(JobKind kind, Object request) {
        return queued(TestDatabase.get().workspace(), kind, request);
    }

    public JobRef queued(TenantId tenant, JobKind kind, Object request) {
        return jobs.submit(tenant, new Submission(kind, "test", request, Priority.NORMAL, "tester", null, null))
                .ref();
    }

    /** Children of jobs, of these types. */
    public ChildJobs children(JobType... types) {
        DataConverter converter = DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter());
        return new ChildJobs(new JobTypes(List.of(types)), moves, new JobInserts(Clock.systemUTC()), converter);
    }

    public ScheduledJobs scheduled() {
        return new ScheduledJobs(moves);
    }

    JobRef queued() {
        return queued(JobKind.TRAINING, Map.of("algorithm", "ridge"));
    }

    Job row(JobRef ref) {
        return jobs.get(ref.tenant(), ref.job());
    }
}
