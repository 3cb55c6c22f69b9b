package dev.millrace.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobControl;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobFilter;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.JobType;
import dev.millrace.jobs.Occasion;
import dev.millrace.jobs.TestJobs;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.schedules.Schedule.Action;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.schedules.ScheduledRuns.Submitted;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScheduledRunsTest {
    private static final Instant TIME = Instant.parse("2026-11-22T03:00:00Z");
    private static final Planner PLANNER = new Planner("tester", Role.OPERATOR);
    private static final Action ACTION = new Action(
            JobKind.TRAINING, Json.parse("{}"), Json.parse("{\"model_name\": \"churn\", \"priority\": \"high\"}"));

    private final TestJobs test = new TestJobs();
    private final TenantId tenant = TestDatabase.get().workspace();
    private final Trainings trainings = new Trainings();
    private final ScheduledRuns runs = new ScheduledRuns(
            List.of(trainings),
            test.transactions,
            test.jobs,
            test.children(new AnyTraining()),
            test.scheduled(),
            Clock.systemUTC());
    private final UUID schedule = Ids.next();

    @Test
    void writesTheJobOfATimeOnceHoweverOftenItIsAsked() {
        Submitted first = submit("", "scheduled.1");
        Submitted second = submit("", "scheduled.1");
        Submitted others = submit("", "backfill.2");
        Submitted again = submit("backfill:2", "backfill.2");

        assertThat(first).isInstanceOf(Submitted.Begun.class).isEqualTo(second);
        assertThat(others).isInstanceOf(Submitted.Taken.class);
        assertThat(again).isInstanceOf(Submitted.Begun.class);
        assertThat(jobs()).hasSize(2).allSatisfy(job -> {
            assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
            assertThat(job.occasion()).extracting(Occasion::time).isEqualTo(TIME);
        });
    }

    @Test
    void saysInTheJobsRowWhyItCouldNotBeMade() {
        trainings.refusal = Problem.notFound("dataset", "1");

        Submitted first = submit("", "scheduled.1");
        Submitted second = submit("", "scheduled.1");

        assertThat(List.of(first, second)).containsOnly(new Submitted.Refused());
        assertThat(jobs()).singleElement().satisfies(job -> {
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.name()).isEqualTo("churn");
            assertThat(job.error()).extracting(JobFailure::detail).isEqualTo("there is no dataset 1");
        });
    }

    @Test
    void triesAgainWhatTimeCanHeal() {
        trainings.refusal = new Problem(ProblemType.UNAVAILABLE, "the store does not answer");

        assertThatThrownBy(() -> submit("", "scheduled.1")).isInstanceOf(Problem.class);

        assertThat(jobs()).isEmpty();
    }

    @Test
    void leavesNothingBehindOfARehearsal() {
        runs.rehearse(tenant, ACTION, PLANNER);

        assertThat(trainings.written).isOne();
        assertThat(test.jobs.list(tenant, JobFilter.ALL, null, 10)).isEmpty();
    }

    private Submitted submit(String by, String parentRun) {
        return runs.submit(tenant, ACTION, PLANNER, new Occasion(schedule, TIME, by), parentRun);
    }

    private List<Job> jobs() {
        return test.transactions.in(tenant, jdbc -> test.scheduled().list(jdbc, schedule, null, null, 10));
    }

    /** Trainings whose check can refuse. */
    private static final class Trainings implements ScheduledKind {
        private @Nullable Problem refusal;
        private int written;

        @Override
        public JobKind kind() {
            return JobKind.TRAINING;
        }

        @Override
        public JobStep.Child child(TenantId tenant, Planner planner, JsonNode plan) {
            return new JobStep.Child("churn", Map.of(), (_, _) -> {
                written++;
                if (refusal != null) {
                    throw refusal;
                }
            });
        }
    }

    private record AnyTraining() implements JobType {
        @Override
        public JobKind kind() {
            return JobKind.TRAINING;
        }

        @Override
        public Class<?> workflow() {
            return JobControl.class;
        }

        @Override
        public Object argument(Job job) {
            return Map.of("job", job.ref());
        }
    }
}
