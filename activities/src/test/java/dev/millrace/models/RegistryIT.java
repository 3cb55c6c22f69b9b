package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RegistryIT {
    private final TestDatabase database = TestDatabase.get();
    private final TenantTransactions transactions = database.transactions();
    private final ArtifactRefs refs = new ArtifactRefs(transactions);
    private final TenantId tenant = database.workspace();
    private final Serving serving = new Serving(transactions);
    private final Models models = new Models(transactions, refs, serving);
    private final ModelVersions versions = new ModelVersions(transactions, refs, serving);

    @Test
    void keepsAVersionAsItWasRegistered() {
        NewVersion churn = Registered.version("churn");
        ModelVersion registered = versions.register(tenant, churn);

        assertThat(versions.find(tenant, registered.modelId(), 1)).contains(registered);
        assertThat(registered.version()).isEqualTo(1);
        assertThat(registered.inputSchema()).isEqualTo(churn.inputSchema());
        assertThat(registered.lineage()).isEqualTo(churn.lineage());
        assertThat(registered.metrics()).isEqualTo(churn.metrics());
        assertThat(registered.hyperparameters()).isEqualTo(churn.hyperparameters());
        Model model = models.find(tenant, registered.modelId()).orElseThrow();
        assertThat(model.tags()).containsEntry("team", "growth");
        assertThat(model.status()).isEqualTo(ModelStatus.READY);
        assertThat(model.currentVersion()).isEqualTo(1);
    }

    @Test
    void registersAJobOnceHoweverOftenItAsks() {
        NewVersion churn = Registered.version("churn");
        ModelVersion first = versions.register(tenant, churn);
        assertThat(versions.register(tenant, churn)).isEqualTo(first);
        assertThat(model("churn").latestVersion()).isEqualTo(1);
    }

    @Test
    void numbersVersionsWithoutGapsWhenManyJobsEndAtOnce() throws Exception {
        List<Callable<ModelVersion>> jobs = IntStream.range(0, 12)
                .<Callable<ModelVersion>>mapToObj(job -> () -> versions.register(tenant, Registered.version("churn")))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Integer> numbers = threads.invokeAll(jobs).stream()
                    .map(Future::resultNow)
                    .map(ModelVersion::version)
                    .sorted()
                    .toList();
            assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        }
    }

    @Test
    void refusesAnotherTaskUnderTheSameName() {
        NewVersion churn = Registered.version("churn");
        versions.register(tenant, churn);
        NewVersion regression = Registered.version("churn", "regression", churn.artifact());
        assertProblem(ProblemType.INVALID, () -> versions.register(tenant, regression));
        assertProblem(
                ProblemType.INVALID,
                () -> transactions.run(tenant, jdbc -> models.requireTask(jdbc, "churn", "regression")));
        assertThat(model("churn").latestVersion()).isEqualTo(1);
    }

    @Test
    void holdsOnToTheArtifactUntilTheModelIsDeleted() {
        ModelVersion version = versions.register(tenant, Registered.version("churn"));
        assertThat(held()).containsExactly(version.artifact().sha256());
        models.delete(tenant, version.modelId(), model -> {});
        assertThat(held()).isEmpty();
        assertThat(models.find(tenant, version.modelId())).isEmpty();
        assertThat(versions.find(tenant, version.modelId(), 1)).isEmpty();
    }

    @Test
    void changesAModelUnlessThePreconditionFails() {
        ModelId id = versions.register(tenant, Registered.version("churn")).modelId();
        long read = model("churn").revision();
        Consumer<Model> unchanged = model -> {
            if (model.revision() != read) {
                throw new Problem(ProblemType.PRECONDITION_FAILED, "changed");
            }
        };
        ModelChange change = new ModelChange("churn-eu", "Who leaves", Map.of("region", "eu"), null);
        Model changed = models.update(tenant, id, change, unchanged);
        assertThat(changed.name()).isEqualTo("churn-eu");
        assertThat(changed.description()).isEqualTo("Who leaves");
        assertThat(changed.revision()).isGreaterThan(read);
        ModelChange late = new ModelChange(null, null, Map.of(), null);
        assertProblem(ProblemType.PRECONDITION_FAILED, () -> models.update(tenant, id, late, unchanged));
        assertThat(model("churn-eu").description()).isEqualTo("Who leaves");
    }

    @Test
    void givesEachNameToOneModel() {
        ModelId id = versions.register(tenant, Registered.version("churn")).modelId();
        versions.register(tenant, Registered.version("upsell"));
        ModelChange taken = new ModelChange("upsell", null, Map.of(), null);
        assertProblem(ProblemType.CONFLICT, () -> models.update(tenant, id, taken, model -> {}));
    }

    @Test
    void listsNewestFirstPageByPageAndFiltered() {
        for (String name : List.of("a", "b", "c")) {
            versions.register(tenant, Registered.version(name));
        }
        versions.register(tenant, Registered.version("a"));
        List<Model> first = models.list(tenant, ModelFilter.ALL, null, 2);
        assertThat(first).extracting(Model::name).containsExactly("c", "b");
        assertThat(models.list(tenant, ModelFilter.ALL, first.getLast().id(), 2))
                .extracting(Model::name)
                .containsExactly("a");
        assertThat(versions.current(tenant, models.list(tenant, ModelFilter.ALL, null, 9))
                        .values())
                .extracting(ModelVersion::version)
                .containsExactlyInAnyOrder(2, 1, 1);
        assertThat(models.list(tenant, new ModelFilter("b", "classification", ModelStatus.READY), null, 9))
                .extracting(Model::name)
                .containsExactly("b");
        assertThat(models.list(tenant, new ModelFilter(null, null, ModelStatus.DEPLOYED), null, 9))
                .isEmpty();
    }

    @Test
    void movesAnAliasFromVersionToVersion() {
        ModelId id = versions.register(tenant, Registered.version("churn")).modelId();
        versions.register(tenant, Registered.version("churn"));
        Alias champion = new Alias("champion");
        models.setAlias(tenant, id, champion, 1, model -> {});
        assertThat(models.setAlias(tenant, id, champion, 2, model -> {}).aliases())
                .containsExactly(Map.entry("champion", 2));
        assertProblem(ProblemType.INVALID, () -> models.setAlias(tenant, id, champion, 3, model -> {}));
        models.removeAlias(tenant, id, champion, model -> {});
        assertThat(model("churn").aliases()).isEmpty();
        assertProblem(ProblemType.NOT_FOUND, () -> models.removeAlias(tenant, id, champion, model -> {}));
    }

    @Test
    void keepsAModelWhileAJobPredictsWithIt() {
        ModelId id = versions.register(tenant, Registered.version("churn")).modelId();
        UUID job = openJobWith(id);
        assertProblem(ProblemType.CONFLICT, () -> models.delete(tenant, id, model -> {}));
        database.superuser()
                .sql("UPDATE jobs SET status = 'completed' WHERE id = :id")
                .param("id", job)
                .update();
        models.delete(tenant, id, model -> {});
        assertThat(models.find(tenant, id)).isEmpty();
    }

    @Test
    void showsNothingOfAnotherTenant() {
        ModelId id = versions.register(tenant, Registered.version("churn")).modelId();
        TenantId other = database.workspace();
        assertThat(models.find(other, id)).isEmpty();
        assertThat(models.list(other, ModelFilter.ALL, null, 9)).isEmpty();
        assertThat(versions.find(other, id, 1)).isEmpty();
        assertProblem(ProblemType.NOT_FOUND, () -> models.delete(other, id, model -> {}));
        assertProblem(ProblemType.NOT_FOUND, () -> serving.version(other, id, new VersionChoice.Exact(1)));
        assertThat(versions.register(other, Registered.version("churn")).version())
                .isEqualTo(1);
    }

    private UUID openJobWith(ModelId model) {
        UUID job = UUID.randomUUID();
        transactions.run(tenant, jdbc -> {
            jdbc.sql("""
                            INSERT INTO jobs (id, tenant_id, kind, name, status, request, workflow_id, created_by)
                            VALUES (:id, :tenant, 'batch_prediction', 'churn', 'running', '{}', :workflow, 'test')""")
                    .param("id", job)
                    .param("tenant", tenant.value())
                    .param("workflow", job.toString())
                    .update();
            models.use(jdbc, new JobRef(tenant, new JobId(job)), model, 1);
        });
        return job;
    }

    private Model model(String name) {
        return models.findByName(tenant, name).orElseThrow();
    }

    private List<String> held() {
        return transactions.in(
                tenant,
                jdbc -> jdbc.sql("SELECT sha256 FROM artifact_refs")
                        .query(String.class)
                        .list());
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
