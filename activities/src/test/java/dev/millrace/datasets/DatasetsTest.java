package dev.millrace.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.ArtifactSweeper;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.MissingArtifact;
import dev.millrace.jobs.JobId;
import dev.millrace.limits.TestLimits;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    private final TenantTransactions transactions = TestDatabase.get().transactions();
    private final ArtifactRefs refs = new ArtifactRefs(transactions);
    private final TenantId tenant = TestDatabase.get().workspace();

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ArtifactStore artifacts = new LocalArtifactStore(Path.of(""), () -> now);
    private @Nullable Datasets opened;

    @BeforeEach
    void openDatasets() {
        artifacts = new LocalArtifactStore(folder.resolve("artifacts"), () -> now);
        Path work = folder.resolve("work");
        DuckDb duckDb = new DuckDb(new DuckDbLimits(256, 256, 1, 4), work);
        opened = new Datasets(
                transactions, refs, new Ingest(artifacts, duckDb, DatasetLimits.DEFAULT, work), TestLimits.wide());
    }

    private Datasets datasets() {
        if (opened == null) {
            throw new IllegalStateException();
        }
        return opened;
    }

    private Datasets.Added upload(TenantId into, String name, String csv) {
        try (ReceivedData data = datasets().receive(new ByteArrayInputStream(csv.getBytes(UTF_8)))) {
            return datasets().add(into, new NewDataset(name, "about it", "me"), data);
        }
    }

    private Dataset upload(String name, String csv) {
        return upload(tenant, name, csv).dataset();
    }

    private JobId job(String status) {
        JobId job = new JobId(Ids.next());
        transactions.run(
                tenant,
                jdbc -> jdbc.sql("""
                        INSERT INTO jobs (id, tenant_id, kind, name, status, request, workflow_id, created_by)
                        VALUES (:id, :tenant, 'training', 'm', :status, '{}', :id::text, 'me')""")
                        .param("id", job.value())
                        .param("tenant", tenant.value())
                        .param("status", status)
                        .update());
        return job;
    }

    private void end(JobId job) {
        transactions.run(
                tenant,
                jdbc -> jdbc.sql("UPDATE jobs SET status = 'completed' WHERE id = :id")
                        .param("id", job.value())
                        .update());
    }

    private void use(JobId job, DatasetId dataset) {
        transactions.run(tenant, jdbc -> datasets().use(jdbc, tenant, job, dataset));
    }

    @Test
    void findsWhatWasAddedUnchanged() {
        Dataset added = upload("churn", "i,n,t,s\n9007199254740993,1e300,2024-01-01,x\n");

        Dataset found = datasets().get(tenant, added.id());
        assertThat(found).isEqualTo(added);
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.description()).isEqualTo("about it");
        assertThat(found.columns())
                .containsExactly(
                        new ColumnSummary(
                                "i",
                                ColumnType.INTEGER,
                                0,
                                1,
                                9007199254740993L,
                                9007199254740993L,
                                9007199254740992.0),
                        new ColumnSummary("n", ColumnType.NUMBER, 0, 1, 1e300, 1e300, 1e300),
                        new ColumnSummary("t", ColumnType.TIMESTAMP, 0, 1, 1704067200.0, 1704067200.0, null),
                        new ColumnSummary("s", ColumnType.STRING, 0, 1, null, null, null));
    }

    @Test
    void newDataUnderTheSameNameIsItsNextVersion() {
        assertThat(upload("churn", "a\n1\n").version()).isEqualTo(1);
        assertThat(upload("churn", "a\n2\n").version()).isEqualTo(2);
        assertThat(upload("other", "a\n1\n").version()).isEqualTo(1);
    }

    @Test
    void theSameDataAgainIsTheNewestVersionAgain() {
        Datasets.Added first = upload(tenant, "churn", "a\n1\n");
        Datasets.Added again = upload(tenant, "churn", "a\n1\n");

        assertThat(first.created()).isTrue();
        assertThat(again.created()).isFalse();
        assertThat(again.dataset()).isEqualTo(first.dataset());
    }

    @Test
    void dataOfAnEarlierVersionIsANewVersion() {
        upload("churn", "a\n1\n");
        upload("churn", "a\n2\n");

        assertThat(upload("churn", "a\n1\n").version()).isEqualTo(3);
    }

    @Test
    void uploadsAtOnceGetAVersionEach() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> uploads = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> upload("churn", "a\n" + i + "\n").version())
                    .toList();

            assertThat(pool.invokeAll(uploads))
                    .extracting(Future::resultNow)
                    .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void anotherTenantSeesNothing() {
        Dataset dataset = upload("churn", "a\n1\n");
        TenantId other = TestDatabase.get().workspace();

        assertThat(datasets().find(other, dataset.id())).isEmpty();
        assertThat(datasets().list(other, null, null, 10)).isEmpty();
        assertThatThrownBy(() -> datasets().delete(other, dataset.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
        assertThat(upload(other, "churn", "a\n1\n").created()).isTrue();
    }

    @Test
    void listsTheNewestFirstInParts() {
        Dataset first = upload("a", "a\n1\n");
        Dataset second = upload("b", "a\n1\n");
        Dataset third = upload("a", "a\n3\n");

        assertThat(datasets().list(tenant, null, null, 2)).containsExactly(third, second);
        assertThat(datasets().list(tenant, null, second.id(), 2)).containsExactly(first);
        assertThat(datasets().list(tenant, "a", null, 10)).containsExactly(third, first);
    }

    @Test
    void cannotBeDeletedWhileAJobUsesIt() {
        Dataset dataset = upload("churn", "a\n1\n");
        JobId job = job("running");
        use(job, dataset.id());

        assertThatThrownBy(() -> datasets().delete(tenant, dataset.id()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
                    assertThat(problem.detail()).contains("churn version 1").contains(job.toString());
                });
        end(job);
        datasets().delete(tenant, dataset.id());
        assertThat(datasets().find(tenant, dataset.id())).isEmpty();
    }

    @Test
    void cannotBeUsedOnceItIsDeleted() {
        Dataset dataset = upload("churn", "a\n1\n");
        datasets().delete(tenant, dataset.id());

        assertThatThrownBy(() -> use(job("queued"), dataset.id())).hasMessageContaining("there is no dataset");
    }

    @Test
    void theBytesGoWithTheLastDatasetThatHasThem() {
        Dataset one = upload("one", "a\n1\n");
        Dataset two = upload("two", "a\n1\n");
        ArtifactSweeper sweeper = new ArtifactSweeper(artifacts, refs, () -> now);
        now = now.plusSeconds(86_400);

        datasets().delete(tenant, one.id());
        sweeper.sweep();
        assertThat(artifacts.read(tenant, two.parquet())).isNotEmpty();

        datasets().delete(tenant, two.id());
        sweeper.sweep();
        assertThatThrownBy(() -> artifacts.read(tenant, two.parquet())).isInstanceOf(MissingArtifact.class);
    }
}
