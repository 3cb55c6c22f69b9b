package dev.millrace.automl;

import dev.millrace.datasets.Dataset;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Exploration;
import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.tenancy.TenantId;
import dev.millrace.training.Task;
import dev.millrace.training.TaskMetrics;
import dev.millrace.training.TrainingChecks;
import dev.millrace.training.TrainingData;
import dev.millrace.training.ValidationConfig;
import dev.millrace.training.ValidationConfig.Strategy;
import dev.millrace.training.algorithm.Algorithms;
import dev.millrace.tuning.Direction;
import dev.millrace.tuning.Objective;
import dev.millrace.tuning.TuningSubmissions;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accepts AutoML jobs that can be carried out, and decides what was left to Millrace. */
@Component
public final class AutomlSubmissions {
    /** With more rows than this, a part of them set apart once says enough. */
    private static final long MOST_FOLDED_ROWS = 20_000;

    private static final int FOLDS = 5;
    private static final int FEWEST_FOLDS = 2;

    private final Datasets datasets;
    private final TuningSubmissions studies;
    private final TrainingChecks trainings;
    private final Exploration exploration;

    AutomlSubmissions(Datasets datasets, TuningSubmissions studies, TrainingChecks trainings, Exploration exploration) {
        this.datasets = datasets;
        this.exploration = exploration;
        this.studies = studies;
        this.trainings = trainings;
    }

    /** @throws Problem 422 for what cannot be carried out, 404 for a data set that the tenant does not have */
    public AutomlSpec complete(TenantId tenant, AutomlOrder order) {
        AutomlSpec.checkTask(order.task());
        TrainingData data = order.trainingData();
        if (data == null) {
            throw Problem.invalid("/training_data", "training_data is required: {dataset_id, target}");
        }
        Dataset dataset = dataset(tenant, data);
        List<String> given = order.algorithms();
        if (given != null) {
            Algorithms.builtIn().requireAll(given, order.task());
        }
        Shortlist shortlist = given == null ? Shortlist.of(order.task(), dataset.rows()) : Shortlist.given(given);
        AutomlSpec spec = spec(order, shortlist, validation(tenant, order, dataset));
        studies.check(StudySpec.of(spec, spec.timeBudget()));
        return spec;
    }

    /** The rest, in the transaction that writes the job's row; notes that the job uses its data sets. */
    public void open(JdbcClient jdbc, JobRef job, AutomlSpec spec) {
        String first = spec.algorithms().getFirst();
        trainings.check(jdbc, job, spec.trial(first, Map.of()));
        if (spec.trainingData().testDatasetId() != null) {
            trainings.check(jdbc, job, spec.last(first, Map.of()));
        }
    }

    @SuppressWarnings("NullAway") // the specification fills in what is absent
    private static AutomlSpec spec(AutomlOrder order, Shortlist shortlist, ValidationConfig validation) {
        return new AutomlSpec(
                order.modelName(),
                shortlist.algorithms(),
                shortlist.leftOut(),
                order.task(),
                order.trainingData(),
                validation,
                objective(order),
                order.timeBudget(),
                order.ensemble(),
                order.maxParallel(),
                order.seed(),
                order.autoDeploy(),
                order.priority(),
                order.tags());
    }

    private static Objective objective(AutomlOrder order) {
        String usual = order.task() == Task.REGRESSION ? "rmse" : "log_loss";
        String metric = order.metric() == null ? usual : order.metric();
        Direction better = TaskMetrics.lessIsBetter(metric) ? Direction.MINIMIZE : Direction.MAXIMIZE;
        Direction direction = order.direction();
        if (direction != null
                && direction != better
                && TaskMetrics.of(order.task()).contains(metric)) {
            throw Problem.invalid(
                    "/objective/direction",
                    metric + " is better the " + (better == Direction.MINIMIZE ? "smaller" : "larger")
                            + " it is: leave direction out");
        }
        return new Objective(metric, better);
    }

    /**
     * Folds where there are few rows and the data name no test rows among them: no more than the rarest class has rows, and
     * none where it has one.
     */
    @SuppressWarnings("NullAway") // the configuration fills in what is absent
    private ValidationConfig validation(TenantId tenant, AutomlOrder order, Dataset dataset) {
        ValidationConfig given = order.validationConfig();
        if (given != null) {
            return given;
        }
        boolean few = order.trainingData().splitColumn() == null && dataset.rows() <= MOST_FOLDED_ROWS;
        int folds = few ? (int) Math.min(FOLDS, smallest(tenant, order, dataset)) : 0;
        return folds < FEWEST_FOLDS
                ? new ValidationConfig(Strategy.HOLDOUT, null, null, order.seed(), null, null)
                : new ValidationConfig(Strategy.CROSS_VALIDATION, null, folds, order.seed(), null, null);
    }

    /** The rows of the rarest class, or all. A target that is none is refused by the checks that follow. */
    private long smallest(TenantId tenant, AutomlOrder order, Dataset dataset) {
        String target = order.trainingData().target();
        return order.task() != Task.CLASSIFICATION
                        || target == null
                        || dataset.column(target).isEmpty()
                ? dataset.rows()
                : exploration.rarest(tenant, dataset, target);
    }

    private Dataset dataset(TenantId tenant, TrainingData data) {
        try {
            return datasets.get(tenant, data.datasetId());
        } catch (Problem problem) {
            throw new Problem(
                    problem.type(),
                    problem.detail(),
                    List.of(new Violation("/training_data/dataset_id", problem.detail())));
        }
    }
}
