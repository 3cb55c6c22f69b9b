package dev.millrace.schedules;

import dev.millrace.jobs.ChildJobs;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Occasion;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.ScheduledJobs;
import dev.millrace.jobs.Submission;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.problems.Placed;
import dev.millrace.problems.Problem;
import dev.millrace.schedules.Schedule.Action;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes the jobs of schedules. One that cannot be made has a row all the same, which has failed and says why. */
@Component
public final class ScheduledRuns {
    private static final String ACTION = "/action/request";

    private final Map<JobKind, ScheduledKind> kinds;
    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final ChildJobs children;
    private final ScheduledJobs scheduled;
    private final Clock clock;

    ScheduledRuns(
            List<ScheduledKind> kinds,
            TenantTransactions transactions,
            Jobs jobs,
            ChildJobs children,
            ScheduledJobs scheduled,
            Clock clock) {
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(ScheduledKind::kind, Function.identity()));
        this.transactions = transactions;
        this.jobs = jobs;
        this.children = children;
        this.scheduled = scheduled;
        this.clock = clock;
    }

    /** Makes a job of the action and takes it back: what this lets pass would be accepted now. */
    void rehearse(TenantId tenant, Action action, Planner planner) {
        Placed.at(ACTION, () -> {
            JobStep.Child child = child(tenant, action, planner);
            try {
                transactions.run(tenant, jdbc -> {
                    JobRef job = children.adopt(
                            jdbc, tenant, "", submission(child.name(), child.request(), action, planner));
                    child.also().write(jdbc, job);
                    throw new TakenBack();
                });
            } catch (TakenBack accepted) {
                return action;
            }
            return action;
        });
    }

    /** A job at once, whatever else of the schedule runs; the same idempotency key again answers the same job. */
    public Job trigger(Schedule schedule, String actor, @Nullable String traceId, @Nullable String idempotencyKey) {
        return Placed.at(ACTION, () -> {
            JobStep.Child child = child(schedule.tenant(), schedule.action(), schedule.planner());
            Submission submission = new Submission(
                    schedule.action().kind(),
                    child.name(),
                    child.request(),
                    priority(schedule.action().plan()),
                    actor,
                    traceId,
                    idempotencyKey,
                    List.of("trigger", schedule.id()));
            return jobs.submit(schedule.tenant(), submission, (jdbc, job) -> {
                scheduled.note(jdbc, job, new Occasion(schedule.id().value(), clock.instant(), "trigger:" + job.job()));
                child.also().write(jdbc, job);
            });
        });
    }

    /** Writes the job of an occasion, once; {@code parentRun} is to start it. */
    Submitted submit(TenantId tenant, Action action, Planner planner, Occasion occasion, String parentRun) {
        Optional<Submitted> before = found(tenant, occasion, parentRun);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return new Submitted.Begun(run(write(tenant, action, planner, occasion, parentRun), occasion));
        } catch (DuplicateKeyException meanwhile) {
            return found(tenant, occasion, parentRun).orElseThrow(() -> meanwhile);
        } catch (Problem refused) {
            if (refused.type().passesWithTime()) {
                throw refused;
            }
            writeRefused(tenant, action, planner, occasion, parentRun, refused);
            return new Submitted.Refused();
        }
    }

    private Job write(TenantId tenant, Action action, Planner planner, Occasion occasion, String parentRun) {
        JobStep.Child child = child(tenant, action, planner);
        return transactions.in(tenant, jdbc -> {
            JobRef job = adopt(
                    jdbc, tenant, submission(child.name(), child.request(), action, planner), occasion, parentRun);
            child.also().write(jdbc, job);
            return jobs.get(jdbc, job.job());
        });
    }

    private void writeRefused(
            TenantId tenant, Action action, Planner planner, Occasion occasion, String parentRun, Problem refused) {
        String name = action.plan().path("model_name").asString(action.kind().wire());
        transactions.run(tenant, jdbc -> {
            JobRef job = adopt(jdbc, tenant, submission(name, action.plan(), action, planner), occasion, parentRun);
            scheduled.fail(jdbc, job, JobFailure.of(refused));
        });
    }

    private JobRef adopt(JdbcClient jdbc, TenantId tenant, Submission submission, Occasion occasion, String parentRun) {
        JobRef job = children.adopt(jdbc, tenant, parentRun, submission);
        scheduled.note(jdbc, job, occasion);
        return job;
    }

    private Optional<Submitted> found(TenantId tenant, Occasion occasion, String parentRun) {
        return transactions.in(tenant, jdbc -> scheduled.find(jdbc, occasion)).map(found -> {
            boolean mine = parentRun.equals(found.parentRun());
            if (!mine) {
                return new Submitted.Taken();
            }
            return found.job().status() == JobStatus.FAILED
                    ? new Submitted.Refused()
                    : new Submitted.Begun(run(found.job(), occasion));
        });
    }

    private ScheduledRun run(Job job, Occasion occasion) {
        return new ScheduledRun(
                children.start(job),
                job.priority(),
                job.kind().wire().replace('_', ' ') + " · " + job.name() + " for " + occasion.time());
    }

    private JobStep.Child child(TenantId tenant, Action action, Planner planner) {
        ScheduledKind kind = kinds.get(action.kind());
        if (kind == null) {
            throw new IllegalStateException(
                    "no ScheduledKind bean for " + action.kind().wire());
        }
        return kind.child(tenant, planner, action.plan());
    }

    private static Submission submission(String name, Object request, Action action, Planner planner) {
        return new Submission(action.kind(), name, request, priority(action.plan()), planner.actor(), null, null);
    }

    private static Priority priority(JsonNode plan) {
        return plan.hasNonNull("priority") ? Json.read(plan.get("priority"), Priority.class) : Priority.NORMAL;
    }

    /** What came of asking for the job of an occasion. */
    sealed interface Submitted {
        record Begun(ScheduledRun run) implements Submitted {}

        /** Its row says why. */
        record Refused() implements Submitted {}

        /** Another run has it. */
        record Taken() implements Submitted {}
    }

    /** Takes a transaction back that was to show whether it can be done. */
    private static final class TakenBack extends RuntimeException {
        TakenBack() {
            super(null, null, false, false);
        }
    }
}
