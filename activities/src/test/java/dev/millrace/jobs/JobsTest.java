package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.MovableClock;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobsTest {
    private final MovableClock clock = new MovableClock();
    private final TestJobs test = new TestJobs(clock);
    private final TenantId tenant = TestDatabase.get().workspace();

    @Test
    void showsAnAcceptedJobAtOnce() {
        Job job = submit("a", null);
        assertThat(test.jobs.get(tenant, JobKind.TRAINING, job.ref().job())).isEqualTo(job);
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.runId()).isNull();
        assertThat(job.createdAt()).isEqualTo(clock.instant());
        assertThat(test.startedSoon).containsExactly(job.ref());
    }

    @Test
    void answersTheFirstJobAgainForTheSameKeyAndRequest() {
        Job first = submit("a", "key");
        assertThat(submit("a", "key").ref()).isEqualTo(first.ref());
        assertThat(test.startedSoon).containsExactly(first.ref());
    }

    @Test
    void refusesAKeyThatStandsForAnotherRequest() {
        submit("a", "key");
        assertThatThrownBy(() -> submit("b", "key"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void forgetsAKeyAfterADay() {
        Job first = submit("a", "key");
        clock.advance(Duration.ofHours(24).plusSeconds(1));
        assertThat(submit("b", "key").ref()).isNotEqualTo(first.ref());
    }

    @Test
    void makesOneJobWhenTheSameKeyArrivesAtOnce() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
            List<Callable<UUID>> same = java.util.Collections.nCopies(
                    12, () -> submit("a", "key").ref().job().value());
            List<UUID> answers =
                    clients.invokeAll(same).stream().map(Future::resultNow).toList();
            assertThat(answers).hasSize(12).containsOnly(answers.getFirst());
        }
    }

    @Test
    void keepsNoJobWhenTheFeaturesOwnRowsAreRefused() {
        assertThatThrownBy(() -> test.jobs.submit(tenant, submission("a", null), (jdbc, ref) -> {
                    throw Problem.conflict("no");
                }))
                .isInstanceOf(Problem.class);
        assertThat(test.jobs.list(tenant, JobFilter.ALL, null, 10)).isEmpty();
    }

    @Test
    void listsNewestFirstAndGoesOnAfterTheLastOne() {
        List<JobRef> made = List.of(
                submit("1", null).ref(),
                submit("2", null).ref(),
                submit("3", null).ref());
        List<Job> page = test.jobs.list(tenant, JobFilter.ALL, null, 2);
        assertThat(page).extracting(Job::ref).containsExactly(made.get(2), made.get(1));
        assertThat(test.jobs.list(tenant, JobFilter.ALL, page.getLast().ref().job(), 2))
                .extracting(Job::ref)
                .containsExactly(made.get(0));
    }

    @Test
    void filtersByKindStatusAndName() {
        Job job = submit("a", null);
        assertThat(list(new JobFilter(JobKind.TRAINING, JobStatus.QUEUED, "model")))
                .containsExactly(job);
        assertThat(list(new JobFilter(JobKind.BATCH_PREDICTION, null, null))).isEmpty();
        assertThat(list(new JobFilter(null, JobStatus.FAILED, null))).isEmpty();
        assertThat(list(new JobFilter(null, null, "other"))).isEmpty();
    }

    @Test
    void hidesAnotherTenantsJob() {
        Job job = submit("a", null);
        TenantId other = TestDatabase.get().workspace();
        assertThatThrownBy(
                        () -> test.jobs.get(other, JobKind.TRAINING, job.ref().job()))
                .isInstanceOf(Problem.class)
                .hasMessage("there is no job " + job.ref().job());
    }

    @Test
    void deletesOnlyWhatHasEnded() {
        Job job = submit("a", "key");
        assertThatThrownBy(() -> delete(job)).hasMessageContaining("queued");
        test.activities.failed(job.ref(), new JobFailure("t", "t", "d"));
        delete(job);
        assertThat(test.jobs.find(tenant, job.ref().job())).isEmpty();
        assertThat(submit("a", "key").ref()).isNotEqualTo(job.ref());
    }

    private void delete(Job job) {
        test.jobs.delete(tenant, JobKind.TRAINING, job.ref().job(), (jdbc, ref) -> {});
    }

    private List<Job> list(JobFilter filter) {
        return test.jobs.list(tenant, filter, null, 10);
    }

    private Job submit(String algorithm, @Nullable String key) {
        return test.jobs.submit(tenant, submission(algorithm, key));
    }

    private static Submission submission(String algorithm, @Nullable String key) {
        return new Submission(
                JobKind.TRAINING, "model", Map.of("algorithm", algorithm), Priority.NORMAL, "tester", null, key);
    }
}
