package dev.millrace.releases;

import dev.millrace.jobs.JobRef;
import dev.millrace.models.InputField;
import dev.millrace.models.Model;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.Models;
import dev.millrace.models.Rollouts;
import dev.millrace.models.Strategy;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accepts rollouts that can be carried out. */
@Component
public final class RolloutSubmissions {
    private static final List<String> OF_CLASSES = List.of("accuracy", "precision", "recall", "f1");

    private final Models models;
    private final ModelVersions versions;
    private final Rollouts rollouts;

    RolloutSubmissions(Models models, ModelVersions versions, Rollouts rollouts) {
        this.models = models;
        this.versions = versions;
        this.rollouts = rollouts;
    }

    /**
     * @throws Problem 404 without such a model, 409 when no version of it serves, 422 when the metric does not go with its task
     *     or the plan with the strategy
     */
    public RolloutSpec complete(TenantId tenant, RolloutOrder order) {
        Model model =
                models.find(tenant, order.modelId()).orElseThrow(() -> Problem.notFound("model", order.modelId()));
        Integer champion = model.deployedVersion();
        if (champion == null) {
            throw Problem.conflict("no version of model " + model.name() + " serves, so there is nothing to go back to;"
                    + " deploy the first one with strategy immediate");
        }
        Canary canary = order.strategy() == Strategy.CANARY ? canary(order.canary()) : null;
        ShadowPlan shadow = order.strategy() == Strategy.SHADOW ? shadow(order.shadow()) : null;
        AbTest ab = order.strategy() == Strategy.AB ? ab(order.ab(), model.task()) : null;
        requireMetric(model, canary, ab);
        requireSameFields(fields(tenant, model, champion), fields(tenant, model, order.version()));
        return new RolloutSpec(
                model.id(),
                model.name(),
                model.task(),
                champion,
                order.version(),
                order.strategy(),
                canary,
                shadow,
                ab);
    }

    private Set<String> fields(TenantId tenant, Model model, int version) {
        return versions
                .find(tenant, model.id(), version)
                .orElseThrow(() -> Problem.invalid(
                        "/version",
                        "model " + model.name() + " has versions 1 to " + model.latestVersion() + ", not " + version))
                .inputSchema()
                .fields()
                .stream()
                .map(InputField::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Else callers that are right for one version would be wrong for the other. */
    private static void requireSameFields(Set<String> champion, Set<String> challenger) {
        if (!champion.equals(challenger)) {
            throw Problem.invalid(
                    "/version",
                    "the version takes the fields " + String.join(", ", challenger) + ", the one that serves "
                            + String.join(", ", champion)
                            + "; both have to take the same while they serve side by side: use strategy immediate");
        }
    }

    /** The rest, in the transaction that writes the job's row. */
    public void open(JdbcClient jdbc, JobRef job, RolloutSpec spec, String by) {
        Model model = rollouts.begin(jdbc, job, spec.modelId(), spec.version(), spec.strategy(), by);
        if (!Objects.equals(model.deployedVersion(), spec.champion())) {
            throw Problem.conflict(
                    "another version of model " + spec.modelName() + " was deployed meanwhile; ask again");
        }
    }

    @SuppressWarnings("NullAway") // the plan fills in what is absent
    private static Canary canary(@Nullable Canary given) {
        return given == null ? new Canary(null, null, null, null, null) : given;
    }

    @SuppressWarnings("NullAway") // as above
    private static ShadowPlan shadow(@Nullable ShadowPlan given) {
        return given == null ? new ShadowPlan(null) : given;
    }

    @SuppressWarnings("NullAway") // as above
    private static AbTest ab(@Nullable AbTest given, String task) {
        return given == null
                ? new AbTest(null, isOfNumbers(task) ? "mae" : "accuracy", null, null, null, null, null)
                : given;
    }

    private static void requireMetric(Model model, @Nullable Canary canary, @Nullable AbTest ab) {
        if (canary != null && canary.guard() != null && canary.guard().fromFeedback()) {
            requireMetric(model, "/canary/guard/metric", canary.guard().metric());
        }
        if (ab != null && ab.fromFeedback()) {
            requireMetric(model, "/ab/metric", ab.metric());
        }
    }

    private static void requireMetric(Model model, String pointer, String metric) {
        if (model.task().equals("clustering") || OF_CLASSES.contains(metric) == isOfNumbers(model.task())) {
            throw Problem.invalid(
                    pointer,
                    "feedback gives no " + metric + " of a model for " + model.task() + "; error_rate always goes");
        }
    }

    private static boolean isOfNumbers(String task) {
        return task.equals("regression") || task.equals("forecasting");
    }
}
