package dev.millrace.tuning;

import dev.millrace.jobs.ChildJobs;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.jobs.JobStatus;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Submission;
import dev.millrace.models.ModelId;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import dev.millrace.training.TrainingChecks;
import dev.millrace.training.TrainingSpec;
import dev.millrace.tuning.StudyActivities.Winner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Trains the model of the best trial, as a job of its own, and takes over what it gave. */
@Component
final class Winners {
    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final ChildJobs children;
    private final TrainingChecks checks;
    private final Trials trials;
    private final JobResults results;

    Winners(
            TenantTransactions transactions,
            Jobs jobs,
            ChildJobs children,
            TrainingChecks checks,
            Trials trials,
            JobResults results) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.children = children;
        this.checks = checks;
        this.trials = trials;
        this.results = results;
    }

    @Nullable
    Winner train(JobRef study, TuningSpec spec) {
        if (!spec.trainBest()) {
            return null;
        }
        Job parent = jobs.get(study.tenant(), study.job());
        JobId before = Json.read(parent.result(), Outcome.class).trainingJob();
        JobId job = before == null ? submit(parent, spec) : before;
        return new Winner(children.start(jobs.get(study.tenant(), job)), spec.priority());
    }

    TuningResult finish(JobRef study) {
        Study found = trials.study(study);
        Outcome outcome = Json.read(jobs.get(study.tenant(), study.job()).result(), Outcome.class);
        Trained trained = outcome.trainingJob() == null ? null : trained(study, outcome.trainingJob());
        return new TuningResult(
                Objects.requireNonNull(found.bestNumber()),
                Objects.requireNonNull(found.bestValue()),
                trained == null ? null : trained.modelId(),
                trained == null ? null : trained.modelVersion());
    }

    private JobId submit(Job parent, TuningSpec spec) {
        Study found = trials.study(parent.ref());
        Candidate best = trials.get(parent.ref(), Objects.requireNonNull(found.bestNumber()))
                .candidate();
        TrainingSpec training = spec.training(best.algorithm(), best.parameters());
        Submission submission = new Submission(
                JobKind.TRAINING,
                training.modelName(),
                training,
                training.priority(),
                parent.createdBy(),
                parent.traceId(),
                null);
        return transactions.in(parent.ref().tenant(), jdbc -> {
            JobRef child = children.adopt(jdbc, parent, submission);
            checks.check(jdbc, child, training);
            results.merge(jdbc, parent.ref(), Map.of("training_job", child.job().toString()));
            return child.job();
        });
    }

    private Trained trained(JobRef study, JobId id) {
        Job job = jobs.get(study.tenant(), id);
        if (job.status() != JobStatus.COMPLETED) {
            JobFailure why = job.error();
            throw new Problem(
                    ProblemType.STUDY_FAILED,
                    "the model of the best trial was not trained: job " + id + " "
                            + (why == null ? "was " + job.status().wire() : "failed: " + why.detail()));
        }
        Trained trained = Json.read(job.result(), Trained.class);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("model_id", trained.modelId().toString());
        shown.put("model_version", trained.modelVersion());
        shown.put("deployed", trained.deployed());
        shown.put("metrics", trained.metrics());
        results.merge(study, shown);
        return trained;
    }

    record Outcome(@Nullable JobId trainingJob) {}

    record Trained(ModelId modelId, int modelVersion, boolean deployed, Map<String, Double> metrics) {}
}
