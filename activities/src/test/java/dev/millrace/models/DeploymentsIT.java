package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.models.Deployment.Reason;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentsIT {
    private static final VersionChoice DEPLOYED = new VersionChoice.Deployed();

    private final TestDatabase database = TestDatabase.get();
    private final TenantTransactions transactions = database.transactions();
    private final ArtifactRefs refs = new ArtifactRefs(transactions);
    private final TenantId tenant = database.workspace();
    private final AtomicLong nanos = new AtomicLong();
    private final Serving serving = new Serving(transactions, nanos::get);
    private final Models models = new Models(transactions, refs, serving);
    private final ModelVersions versions = new ModelVersions(transactions, refs, serving);
    private final Deployments deployments = new Deployments(transactions, serving);
    private ModelId model = new ModelId(new UUID(0, 0));

    @BeforeEach
    void registerThreeVersions() {
        for (int version = 1; version <= 3; version++) {
            model = versions.register(tenant, Registered.version("churn")).modelId();
        }
    }

    @Test
    void servesWhatWasDeployedLastAtOnce() {
        assertProblem(ProblemType.CONFLICT, () -> serving.version(tenant, model, DEPLOYED));
        deploy(2, "a");
        assertThat(serving.version(tenant, model, DEPLOYED).version()).isEqualTo(2);
        deploy(1, "b");
        assertThat(serving.version(tenant, model, DEPLOYED).version()).isEqualTo(1);
        assertThat(models.find(tenant, model).orElseThrow().status()).isEqualTo(ModelStatus.DEPLOYED);
    }

    @Test
    void seesADeploymentOfAnotherNodeAfterAMoment() {
        deploy(1, "a");
        assertThat(serving.version(tenant, model, DEPLOYED).version()).isEqualTo(1);
        Deployments otherNode = new Deployments(transactions, new Serving(transactions));
        otherNode.deploy(tenant, model, new Deploy(2, Reason.DEPLOY, "b", "test"));
        assertThat(serving.version(tenant, model, DEPLOYED).version()).isEqualTo(1);
        nanos.addAndGet(Serving.BRIEFLY.plus(Duration.ofMillis(1)).toNanos());
        assertThat(serving.version(tenant, model, DEPLOYED).version()).isEqualTo(2);
    }

    @Test
    void findsVersionsByNumberAndAlias() {
        models.setAlias(tenant, model, new Alias("champion"), 2, model -> {});
        assertThat(serving.version(tenant, model, new VersionChoice.Exact(3)).version())
                .isEqualTo(3);
        assertThat(serving.version(tenant, model, new VersionChoice.Aliased(new Alias("champion")))
                        .version())
                .isEqualTo(2);
        assertProblem(ProblemType.INVALID, () -> serving.version(tenant, model, new VersionChoice.Exact(4)));
        assertProblem(
                ProblemType.INVALID,
                () -> serving.version(tenant, model, new VersionChoice.Aliased(new Alias("challenger"))));
    }

    @Test
    void carriesOutAnOrderOnceHoweverOftenItComes() {
        Deployment first = deploy(2, "a");
        deploy(3, "b");
        assertThat(deploy(2, "a")).isEqualTo(first);
        assertThat(deployments.current(tenant, model).orElseThrow().version()).isEqualTo(3);
        assertProblem(ProblemType.IDEMPOTENCY_KEY_REUSED, () -> deploy(1, "a"));
    }

    @Test
    void rollsBackToWhatServedBefore() {
        deploy(1, "a");
        deploy(3, "b");
        Deployment back = deployments.rollback(tenant, model, "c", "test");
        assertThat(back.version()).isEqualTo(1);
        assertThat(deployments.rollback(tenant, model, "c", "test")).isEqualTo(back);
        assertThat(serving.version(tenant, model, DEPLOYED).version()).isEqualTo(1);
        assertProblem(ProblemType.CONFLICT, () -> deployments.rollback(tenant, model, "d", "test"));
        assertThat(deployments.history(tenant, model, back.id(), 1))
                .extracting(Deployment::version)
                .containsExactly(3);
        assertThat(deployments.history(tenant, model, null, 9))
                .extracting(Deployment::reason, Deployment::version)
                .containsExactly(tuple(Reason.ROLLBACK, 1), tuple(Reason.DEPLOY, 3), tuple(Reason.DEPLOY, 1));
    }

    @Test
    void deploysNothingThatIsNotThereOrDeprecated() {
        assertProblem(ProblemType.INVALID, () -> deploy(4, "a"));
        models.update(tenant, model, new ModelChange(null, null, Map.of(), true), model -> {});
        assertProblem(ProblemType.CONFLICT, () -> deploy(1, "b"));
        assertThat(deployments.current(tenant, model)).isEmpty();
    }

    @Test
    void deletesADeployedModelOnlyOnceItIsDeprecated() {
        deploy(1, "a");
        assertProblem(ProblemType.CONFLICT, () -> models.delete(tenant, model, model -> {}));
        models.update(tenant, model, new ModelChange(null, null, Map.of(), true), model -> {});
        models.delete(tenant, model, model -> {});
        assertProblem(ProblemType.NOT_FOUND, () -> serving.version(tenant, model, DEPLOYED));
    }

    private Deployment deploy(int version, String key) {
        return deployments.deploy(tenant, model, new Deploy(version, Reason.DEPLOY, key, "test"));
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
