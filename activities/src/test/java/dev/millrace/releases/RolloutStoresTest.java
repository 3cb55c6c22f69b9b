package dev.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.jobs.TestJobs;
import dev.millrace.models.Deploy;
import dev.millrace.models.Deployment;
import dev.millrace.models.ModelChange;
import dev.millrace.models.ModelId;
import dev.millrace.models.RegisteredVersions;
import dev.millrace.models.Route;
import dev.millrace.models.Strategy;
import dev.millrace.models.TestRegistry;
import dev.millrace.models.VersionChoice;
import dev.millrace.prediction.Feedback;
import dev.millrace.prediction.NewPrediction;
import dev.millrace.prediction.TestPredictions;
import dev.millrace.prediction.Traffic;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutStoresTest {
    private static final VersionChoice DEPLOYED = new VersionChoice.Deployed();

    private final TestJobs jobs = new TestJobs();
    private final TestRegistry registry = new TestRegistry(jobs.transactions);
    private final TestPredictions predictions = new TestPredictions(jobs.transactions, registry.models);
    private final FeedbackCounts feedback = new FeedbackCounts(jobs.transactions);
    private final TenantId tenant = TestDatabase.get().workspace();
    private final ModelId model = RegisteredVersions.register(jobs.transactions, tenant, 3);
    private final RolloutSubmissions submissions =
            new RolloutSubmissions(registry.models, registry.versions, registry.rollouts);

    @BeforeEach
    void deployTheFirst() {
        registry.deployments.deploy(tenant, model, new Deploy(1, Deployment.Reason.DEPLOY, "a", "test"));
    }

    @Test
    void sharesTrafficOutUntilItIsPromoted() {
        JobRef rollout = submit(2, Strategy.CANARY);
        assertThat(version("k")).isEqualTo(1);
        registry.rollouts.shift(tenant, model, rollout.job(), 0, 1, false);
        assertThat(version("k")).isEqualTo(2);
        assertThat(registry.serving.version(tenant, model, DEPLOYED).version())
                .as("batches keep to the deployed version")
                .isEqualTo(1);

        assertThat(registry.rollouts.promote(tenant, model, rollout.job(), "good"))
                .isTrue();
        assertThat(registry.rollouts.promote(tenant, model, rollout.job(), "good"))
                .isTrue();
        assertThat(registry.rollouts.rollBack(tenant, model, rollout.job(), "late"))
                .isFalse();
        assertThat(registry.rollouts.shift(tenant, model, rollout.job(), 0, 0.5, false))
                .isFalse();

        assertThat(registry.deployments.current(tenant, model).orElseThrow().version())
                .isEqualTo(2);
        assertThat(registry.deployments.rollback(tenant, model, "b", "test").version())
                .isEqualTo(1);
    }

    @Test
    void leavesTheVersionThatServesAfterARollback() {
        JobRef rollout = submit(2, Strategy.CANARY);
        registry.rollouts.shift(tenant, model, rollout.job(), 0, 1, false);
        registry.rollouts.rollBack(tenant, model, rollout.job(), "error_rate is 1");
        assertThat(version("k")).isEqualTo(1);
        Deployment entry = registry.deployments.history(tenant, model, null, 1).getFirst();
        assertThat(entry.state()).isEqualTo(Deployment.State.ROLLED_BACK);
        assertThat(entry.detail()).isEqualTo("error_rate is 1");
        assertThat(registry.deployments.current(tenant, model).orElseThrow().version())
                .isEqualTo(1);
        assertProblem(
                ProblemType.CONFLICT, "no other version", () -> registry.deployments.rollback(tenant, model, "b", "t"));
    }

    @Test
    void allowsOneRolloutAtATimeAndNoDeploymentMeanwhile() {
        JobRef rollout = submit(2, Strategy.CANARY);
        assertProblem(ProblemType.CONFLICT, rollout.job().toString(), () -> submit(3, Strategy.CANARY));
        assertProblem(
                ProblemType.CONFLICT,
                rollout.job().toString(),
                () -> registry.deployments.deploy(tenant, model, new Deploy(3, Deployment.Reason.DEPLOY, "c", "test")));
        assertProblem(
                ProblemType.CONFLICT, "predicting", () -> registry.models.delete(tenant, deprecated(), model -> {}));
    }

    @Test
    void refusesWhatCannotBeRolledOut() {
        assertProblem(ProblemType.CONFLICT, "serves already", () -> submit(1, Strategy.CANARY));
        assertProblem(ProblemType.INVALID, "versions 1 to 3", () -> submit(4, Strategy.CANARY));
        ModelId other = RegisteredVersions.register(
                jobs.transactions, TestDatabase.get().workspace(), 1);
        assertProblem(
                ProblemType.NOT_FOUND,
                "",
                () -> submissions.complete(tenant, new RolloutOrder(other, 1, Strategy.CANARY, null, null, null)));
        AbTest ofNumbers = new AbTest(50, "mae", 0.05, 0.1, 30L, Duration.ofDays(1), false);
        assertProblem(
                ProblemType.INVALID,
                "no mae",
                () -> submissions.complete(tenant, new RolloutOrder(model, 2, Strategy.AB, null, null, ofNumbers)));
    }

    @Test
    void givesTrafficBackWhenItsJobEndsFromOutside() {
        JobRef rollout = submit(2, Strategy.CANARY);
        registry.rollouts.shift(tenant, model, rollout.job(), 0, 1, false);
        jobs.transactions.run(tenant, jdbc -> new RolloutJobType(registry.rollouts).ended(jdbc, rollout));
        assertThat(registry.rollouts.split(tenant, model)).isNull();
        assertThat(registry.rollouts.of(tenant, rollout.job()).orElseThrow().state())
                .isEqualTo(Deployment.State.ROLLED_BACK);
    }

    @Test
    void judgesEachSideByItsFeedback() {
        JobRef rollout = submit(2, Strategy.CANARY);
        RolloutRequest request = request(rollout, Strategy.CANARY);
        Sides sides = Sides.of(request, 0);
        List<UUID> good = answers(sides.champion(), "yes", 4);
        List<UUID> bad = answers(sides.challenger(), "no", 4);
        answers(Traffic.of(tenant, model, 2), "no", 3);
        label(good, "yes");
        label(bad.subList(0, 3), "yes");
        assertThat(feedback.of(sides.champion(), true).metric("accuracy")).isEqualTo(1);
        Labelled challenger = feedback.of(sides.challenger(), true);
        assertThat(challenger.n()).isEqualTo(3);
        assertThat(challenger.metric("accuracy")).isZero();
        Guard guard = new Guard("accuracy", null, 0.8, 3L);
        assertThat(new GuardCheck(predictions.counts, feedback)
                        .check(guard, sides)
                        .kind())
                .isEqualTo(Verdict.Kind.BREACHED);
    }

    @Test
    void judgesAShadowByTheFeedbackOnTheAnswersBesideIt() {
        JobRef rollout = submit(2, Strategy.SHADOW);
        registry.rollouts.shift(tenant, model, rollout.job(), 0, 0, true);
        Route route = registry.serving.route(tenant, model, DEPLOYED, "k");
        assertThat(route.version().version()).isEqualTo(1);
        assertThat(route.shadow()).isNotNull();
        RolloutRequest request = request(rollout, Strategy.SHADOW);
        Sides sides = Sides.of(request, 0);
        List<UUID> ids = answers(sides.champion(), "yes", 4);
        predictions.log.append(sides.challenger(), List.of(answer(ids.get(0), "yes"), answer(ids.get(1), "no")));
        label(ids, "no");
        ShadowReport.Shown shown = new ShadowReport(feedback).of(request);
        assertThat(shown.rows()).isEqualTo(2);
        assertThat(shown.agreement()).isEqualTo(0.5);
        assertThat(shown.labelled()).isEqualTo(2);
        assertThat(shown.champion()).containsEntry("accuracy", 0.0);
        assertThat(shown.challenger()).containsEntry("accuracy", 0.5);
    }

    @Test
    void addsUpTheErrorsOfValues() {
        JobRef rollout = submit(2, Strategy.CANARY);
        Traffic side = Sides.of(request(rollout, Strategy.CANARY), 0).challenger();
        for (int error : new int[] {1, 0, -2}) {
            UUID id = Ids.next();
            predictions.log.append(
                    side,
                    List.of(new NewPrediction(
                            id, Instant.now(), null, Json.parse("{\"value\": " + (3 + error) + "}"))));
            TestDatabase.get()
                    .superuser()
                    .sql("UPDATE prediction_log SET label = '3' WHERE id = :id")
                    .param("id", id)
                    .update();
        }
        Labelled values = feedback.of(side, false);
        assertThat(values.n()).isEqualTo(3);
        assertThat(values.metric("mae")).isCloseTo(1, within(1e-12));
        assertThat(values.metric("mse")).isCloseTo(5.0 / 3, within(1e-12));
        assertThat(values.mean("mse").variance()).isCloseTo((17 - 25.0 / 3) / 2, within(1e-12));
    }

    @Test
    void keepsTheFirstLabelOfAPrediction() {
        UUID id = answers(Traffic.of(tenant, model, 1), "yes", 1).getFirst();
        label(List.of(id), "yes");
        label(List.of(id), "yes");
        assertProblem(ProblemType.CONFLICT, "has the label", () -> label(List.of(id), "no"));
        assertProblem(ProblemType.NOT_FOUND, "", () -> label(List.of(Ids.next()), "no"));
        TenantId stranger = TestDatabase.get().workspace();
        assertProblem(
                ProblemType.NOT_FOUND,
                "",
                () -> predictions.feedback.give(
                        stranger, model, List.of(new Feedback.Label("", id, Json.tree("yes")))));
        assertProblem(
                ProblemType.INVALID,
                "name of a class",
                () -> predictions.feedback.give(tenant, model, List.of(new Feedback.Label("", id, Json.tree(0.5)))));
    }

    private int version(String key) {
        return registry.serving.route(tenant, model, DEPLOYED, key).version().version();
    }

    private JobRef submit(int version, Strategy strategy) {
        RolloutSpec spec = submissions.complete(tenant, new RolloutOrder(model, version, strategy, null, null, null));
        Submission submission = new Submission(JobKind.ROLLOUT, "churn", spec, Priority.NORMAL, "tester", null, null);
        return jobs.jobs
                .submit(tenant, submission, (jdbc, job) -> submissions.open(jdbc, job, spec, "tester"))
                .ref();
    }

    private RolloutRequest request(JobRef rollout, Strategy strategy) {
        return new RolloutRequest(
                rollout,
                new RolloutSpec(
                        model,
                        "churn",
                        "classification",
                        1,
                        2,
                        strategy,
                        strategy == Strategy.CANARY
                                ? new Canary(List.of(100), Duration.ZERO, null, false, Duration.ZERO)
                                : null,
                        strategy == Strategy.SHADOW ? new ShadowPlan(Duration.ZERO) : null,
                        null));
    }

    private ModelId deprecated() {
        registry.models.update(tenant, model, new ModelChange(null, null, Map.of(), true), model -> {});
        return model;
    }

    private List<UUID> answers(Traffic traffic, String label, int count) {
        List<UUID> ids = Stream.generate(Ids::next).limit(count).toList();
        predictions.log.append(
                traffic, ids.stream().map(id -> answer(id, label)).toList());
        return ids;
    }

    private static NewPrediction answer(UUID id, String label) {
        return new NewPrediction(id, Instant.now(), null, Json.parse("{\"label\": \"" + label + "\"}"));
    }

    private void label(List<UUID> ids, String label) {
        predictions.feedback.give(
                tenant,
                model,
                ids.stream()
                        .map(id -> new Feedback.Label("", id, Json.tree(label)))
                        .toList());
    }

    private static void assertProblem(ProblemType type, String detail, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(type);
            assertThat(problem.detail()).contains(detail);
        });
    }
}
