package dev.millrace.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class QuotasTest {
    private static final Limits USUAL = new Limits(10, 20, 3, 100, 1_000, 2);

    private final TestDatabase database = TestDatabase.get();
    private final TenantId tenant = database.workspace();
    private final Quotas quotas = new Quotas(database.transactions(), USUAL);

    @Test
    void aWorkspaceHasTheUsualLimitsWhereItHasNoneOfItsOwn() {
        assertThat(quotas.of(tenant)).isEqualTo(USUAL);
        quotas.change(tenant, new LimitChanges(null, null, 7L, null, null, null));
        assertThat(quotas.of(tenant)).isEqualTo(new Limits(10, 20, 7, 100, 1_000, 2));
        quotas.change(tenant, LimitChanges.NONE);
        assertThat(quotas.of(tenant)).isEqualTo(USUAL);
    }

    @Test
    void neverLetsMoreJobsInThanAllowedHoweverManyAskAtOnce() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8)
                    .forEach(i -> threads.execute(() -> {
                        awaitQuietly(together);
                        try {
                            in(jdbc -> {
                                Quotas.requireJob(jdbc, tenant, USUAL);
                                job(jdbc, "queued", "training", "{}");
                            });
                            accepted.incrementAndGet();
                        } catch (Problem refused) {
                            assertThat(refused.detail()).contains("open_jobs is 3");
                        }
                    }));
            together.countDown();
        }
        assertThat(accepted.get()).isEqualTo(3);
        assertThat(quotas.usage(tenant).openJobs()).isEqualTo(3);
    }

    @Test
    void countsNoJobThatHasEnded() {
        in(jdbc -> {
            IntStream.range(0, 5).forEach(i -> job(jdbc, "completed", "training", "{}"));
            Quotas.requireJob(jdbc, tenant, USUAL);
        });
    }

    @Test
    void saysWhichQuotaIsUsedUpAndByHowMuch() {
        in(jdbc -> jdbc.sql("INSERT INTO artifact_refs (tenant_id, owner, sha256, size) VALUES (:t, 'a', :sha, 900),"
                        + " (:t, 'b', :sha, 900)")
                .param("t", tenant.value())
                .param("sha", "a".repeat(64))
                .update());
        in(jdbc -> Quotas.requireRoom(jdbc, tenant, USUAL, 100, 100));
        assertThatThrownBy(() -> in(jdbc -> Quotas.requireRoom(jdbc, tenant, USUAL, 0, 101)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.QUOTA_REACHED);
                    assertThat(problem.detail()).contains("storage_bytes is 1000 and 900 are used");
                });
        assertThatThrownBy(() -> in(jdbc -> Quotas.requireRoom(jdbc, tenant, USUAL, 101, 0)))
                .hasMessageContaining("dataset_rows is 100 and 0 are used");
    }

    @Test
    void letsFitsInUpToTheLimitAndALargerStudyOnlyAlone() {
        in(jdbc -> {
            assertThat(Quotas.admitsFits(jdbc, tenant, USUAL, 8)).isTrue();
            job(jdbc, "running", "training", "{}");
            assertThat(Quotas.admitsFits(jdbc, tenant, USUAL, 1)).isTrue();
            assertThat(Quotas.admitsFits(jdbc, tenant, USUAL, 2)).isFalse();
            job(jdbc, "running", "hyperparameter_tuning", "{\"max_parallel\": 4}");
            job(jdbc, "running", "batch_prediction", "{}");
            job(jdbc, "paused", "training", "{}");
            assertThat(LimitRows.fits(jdbc)).isEqualTo(5);
            assertThat(Quotas.admitsFits(jdbc, tenant, USUAL, 1)).isFalse();
        });
    }

    @Test
    void seesNothingOfAnotherWorkspace() {
        in(jdbc -> job(jdbc, "running", "training", "{}"));
        assertThat(quotas.usage(database.workspace())).isEqualTo(new Usage(0, 0, 0, 0));
    }

    private void in(Consumer<JdbcClient> work) {
        database.transactions().run(tenant, work);
    }

    private void job(JdbcClient jdbc, String status, String kind, String request) {
        jdbc.sql("INSERT INTO jobs (id, tenant_id, kind, name, status, request, workflow_id, run_id, created_by)"
                        + " VALUES (gen_random_uuid(), :tenant, :kind, 'j', :status, :request::jsonb,"
                        + " gen_random_uuid()::text, 'run', 'tester')")
                .param("tenant", tenant.value())
                .param("kind", kind)
                .param("status", status)
                .param("request", request)
                .update();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
