package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.MovableClock;
import dev.millrace.limits.LimitChanges;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.DatabaseUrl;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    private final MovableClock clock = new MovableClock();
    private final TestJobs test = new TestJobs(clock);
    private final FakeRuns runs = new FakeRuns();
    private final DispatcherDatabase database =
            new DispatcherDatabase(DatabaseUrl.parse(TestDatabase.get().dispatcherUrl()));
    private final JobStarter starter = new JobStarter(
            test.transactions,
            test.moves,
            new JobTypes(List.of(new AnyTraining())),
            runs,
            new FitGate(test.quotas, clock),
            clock);
    private final Dispatcher dispatcher = new Dispatcher(database, starter, clock);
    private final Reconciler reconciler = new Reconciler(database, test.transactions, test.moves, runs);
    private final JobControls controls = new JobControls(test.transactions, test.jobs, test.moves, runs);

    private final CountDownLatch go = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void forgetOtherTestsJobs() {
        TestDatabase.get().superuser().sql("DELETE FROM jobs").update();
    }

    @AfterEach
    void close() {
        go.countDown();
        threads.close();
        database.close();
    }

    @Test
    void startsAQueuedJobOnce() {
        JobRef ref = test.queued();
        dispatcher.sweep();
        dispatcher.sweep();
        assertThat(runs.starts).isEqualTo(1);
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(test.row(ref).runId()).startsWith("run-of-training.");
    }

    @Test
    void letsTenantsTakeTurnsHoweverManyJobsOneOfThemHas() {
        TenantId flood = TestDatabase.get().workspace();
        TenantId small = TestDatabase.get().workspace();
        for (int job = 0; job < 60; job++) {
            test.queued(flood, JobKind.TRAINING, Map.of());
        }
        List<JobRef> few =
                List.of(test.queued(small, JobKind.TRAINING, Map.of()), test.queued(small, JobKind.TRAINING, Map.of()));

        dispatcher.sweep();

        assertThat(runs.starts).as("all of them in one sweep").isEqualTo(62);
        List<String> order = List.copyOf(runs.fates.keySet());
        assertThat(few)
                .extracting(job -> order.indexOf(JobKind.TRAINING.workflowId(job)))
                .allSatisfy(place -> assertThat(place).isLessThan(4));
    }

    @Test
    void startsTheMoreUrgentJobsOfATenantFirst() {
        TenantId tenant = TestDatabase.get().workspace();
        JobRef low = queued(tenant, Priority.LOW);
        JobRef normal = queued(tenant, Priority.NORMAL);
        JobRef high = queued(tenant, Priority.HIGH);

        dispatcher.sweep();

        assertThat(runs.fates.keySet())
                .containsExactly(
                        JobKind.TRAINING.workflowId(high),
                        JobKind.TRAINING.workflowId(normal),
                        JobKind.TRAINING.workflowId(low));
    }

    @Test
    void leavesRoomForAnothersJobWhenOneTenantFloodsThePromptStart() throws Exception {
        JobRef first = test.queued();
        JobRef second = test.queued(first.tenant(), JobKind.TRAINING, Map.of());
        JobRef third = test.queued(first.tenant(), JobKind.TRAINING, Map.of());
        JobRef others = test.queued();
        CountDownLatch starting = new CountDownLatch(3);
        runs.duringStart = () -> {
            starting.countDown();
            awaitQuietly(go);
        };
        try (BoundedPromptStart prompt = new BoundedPromptStart(starter)) {
            List.of(first, second, third, others).forEach(prompt::soon);
            assertThat(starting.await(30, TimeUnit.SECONDS)).isTrue();
            go.countDown();
        }

        assertThat(test.row(third).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(test.row(others).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void passesByAJobThatAnotherDispatcherIsStarting() throws Exception {
        JobRef ref = test.queued();
        CompletableFuture<StartOutcome> first = startThatHangs(ref);
        assertThat(CompletableFuture.supplyAsync(() -> starter.start(ref), threads))
                .succeedsWithin(30, TimeUnit.SECONDS)
                .isEqualTo(StartOutcome.NOT_QUEUED);
        go.countDown();
        assertThat(first.get()).isEqualTo(StartOutcome.STARTED);
        assertThat(runs.starts).isEqualTo(1);
    }

    @Test
    void waitsLongerEachTimeWhileTemporalIsDownAndStartsWhenItIsBack() {
        JobRef ref = test.queued();
        runs.down = true;
        dispatcher.sweep();
        runs.down = false;
        dispatcher.sweep();
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.QUEUED);
        clock.advance(Duration.ofSeconds(1));
        dispatcher.sweep();
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void countsAStartWhoseAnswerWasLostAsTheSameStart() {
        JobRef ref = test.queued();
        runs.losesAnswers = true;
        dispatcher.sweep();
        runs.losesAnswers = false;
        clock.advance(Duration.ofSeconds(1));
        dispatcher.sweep();
        assertThat(runs.starts).isEqualTo(1);
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void holdsAWorkspacesFitsBeyondItsLimitInTheirOrderAndNobodyElses() {
        TenantId tenant = TestDatabase.get().workspace();
        test.quotas.change(tenant, new LimitChanges(null, null, null, null, null, 2L));
        List<JobRef> jobs = Stream.generate(() -> test.queued(tenant, JobKind.TRAINING, Map.of()))
                .limit(4)
                .toList();
        JobRef other = test.queued();
        dispatcher.sweep();
        assertThat(jobs.stream().map(job -> test.row(job).status()))
                .containsExactly(JobStatus.RUNNING, JobStatus.RUNNING, JobStatus.QUEUED, JobStatus.QUEUED);
        assertThat(test.row(other).status()).isEqualTo(JobStatus.RUNNING);

        test.transactions.run(tenant, jdbc -> test.moves.to(jdbc, jobs.getFirst(), JobStatus.COMPLETED, null));
        clock.advance(Duration.ofSeconds(3));
        dispatcher.sweep();
        assertThat(jobs.stream().map(job -> test.row(job).status()))
                .containsExactly(JobStatus.COMPLETED, JobStatus.RUNNING, JobStatus.RUNNING, JobStatus.QUEUED);
    }

    @Test
    void neverStartsACancelledJob() {
        JobRef ref = test.queued();
        assertThat(controls.cancel(ref.tenant(), ref.job()).status()).isEqualTo(JobStatus.CANCELLED);
        dispatcher.sweep();
        assertThat(runs.starts).isZero();
    }

    @Test
    void cancelsThroughTemporalWhenTheStartWins() throws Exception {
        JobRef ref = test.queued();
        CompletableFuture<StartOutcome> start = startThatHangs(ref);
        CompletableFuture<Job> cancel =
                CompletableFuture.supplyAsync(() -> controls.cancel(ref.tenant(), ref.job()), threads);
        while (!cancel.isDone() && !somebodyWaitsForARow()) {
            Thread.onSpinWait();
        }
        assertThat(cancel).as("waits for the row").isNotDone();
        go.countDown();
        assertThat(start.get()).isEqualTo(StartOutcome.STARTED);
        assertThat(cancel.get().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(runs.controls).containsExactly("cancel");
    }

    @Test
    void cancelsTheRunWhoseStartWasNotHeardOf() {
        JobRef ref = test.queued();
        runs.losesAnswers = true;
        dispatcher.sweep();
        assertThat(controls.cancel(ref.tenant(), ref.job()).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(runs.controls).containsExactly("cancel");
    }

    @Test
    void closesAJobWhoseRunVanished() {
        JobRef ref = running();
        runs.fates.clear();
        reconciler.sweep();
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.FAILED);
        assertThat(test.row(ref).error()).extracting(JobFailure::type).isEqualTo(ProblemType.RUN_LOST.uri());
    }

    @Test
    void givesAJobTheEndThatItsRunHadUnseen() {
        JobRef completed = running();
        runs.fates.replaceAll((id, open) -> new RunFate.Completed());
        JobRef cancelled = running();
        runs.fates.put(test.row(cancelled).workflowId(), new RunFate.Cancelled());
        JobRef open = running();
        reconciler.sweep();
        assertThat(test.row(completed).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(test.row(cancelled).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(test.row(open).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void closesNothingWhileTemporalIsDown() {
        JobRef ref = running();
        runs.down = true;
        reconciler.sweep();
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void leavesAQueuedJobToTheDispatcher() {
        JobRef ref = test.queued();
        reconciler.sweep();
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void cancelsAChildThatNeverStartedOnceItsParentHasEnded() {
        JobRef orphan = child("pipeline.gone");
        JobRef awaited = child("pipeline.open");
        runs.fates.put("pipeline.open", new RunFate.Open());
        dispatcher.sweep();
        reconciler.sweep();
        assertThat(runs.starts).as("a child is its parent's to start").isZero();
        assertThat(test.row(orphan).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(test.row(awaited).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void leavesAChildThatRunsToItsOwnRun() {
        JobRef child = child("pipeline.gone");
        test.activities.running(child);
        runs.fates.put(test.row(child).workflowId(), new RunFate.Open());
        reconciler.sweep();
        assertThat(test.row(child).status()).isEqualTo(JobStatus.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "continue"})
    void signalsAnOpenJobAndRefusesAFinalOne(String signal) {
        JobRef ref = running();
        control(ref, signal);
        assertThat(runs.controls).containsExactly(signal);
        test.activities.completed(ref);
        assertThatThrownBy(() -> control(ref, signal))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT));
    }

    @Test
    void saysThatTemporalIsDown() {
        JobRef ref = running();
        runs.down = true;
        assertThatThrownBy(() -> controls.cancel(ref.tenant(), ref.job()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }

    @Test
    void failsAJobThatCannotBeStarted() {
        JobRef ref = test.queued(JobKind.BATCH_PREDICTION, List.of());
        dispatcher.sweep();
        assertThat(test.row(ref).status()).isEqualTo(JobStatus.FAILED);
    }

    private JobRef queued(TenantId tenant, Priority priority) {
        return test.jobs
                .submit(tenant, new Submission(JobKind.TRAINING, "test", Map.of(), priority, "tester", null, null))
                .ref();
    }

    private JobRef child(String parentRun) {
        JobRef ref = test.queued();
        TestDatabase.get()
                .superuser()
                .sql("UPDATE jobs SET parent_run = :parent WHERE id = :job")
                .param("parent", parentRun)
                .param("job", ref.job().value())
                .update();
        return ref;
    }

    private JobRef running() {
        JobRef ref = test.queued();
        starter.start(ref);
        return ref;
    }

    private void control(JobRef ref, String signal) {
        if (signal.equals("pause")) {
            controls.pause(ref.tenant(), ref.job());
        } else {
            controls.resume(ref.tenant(), ref.job());
        }
    }

    private CompletableFuture<StartOutcome> startThatHangs(JobRef ref) throws InterruptedException {
        CountDownLatch starting = new CountDownLatch(1);
        runs.duringStart = () -> {
            starting.countDown();
            awaitQuietly(go);
        };
        CompletableFuture<StartOutcome> start = CompletableFuture.supplyAsync(() -> starter.start(ref), threads);
        starting.await();
        return start;
    }

    private static boolean somebodyWaitsForARow() {
        return TestDatabase.get()
                .superuser()
                .sql("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            return job.ref();
        }
    }
}
