package dev.millrace.training;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.Deploy;
import dev.millrace.models.Deployment;
import dev.millrace.models.Deployments;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.Rollouts;
import dev.millrace.models.TrainedModel;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts versions that jobs registered into service, where they are good enough. Better than the deployed one is who does better
 * on the same rows, unseen by both; where there are no such rows, nothing is deployed.
 */
@Component
public final class AutoDeploying {
    private final ModelVersions versions;
    private final Deployments deployments;
    private final Rollouts rollouts;
    private final SameRows sameRows;
    private final JobResults results;

    AutoDeploying(
            ModelVersions versions, Deployments deployments, Rollouts rollouts, SameRows sameRows, JobResults results) {
        this.versions = versions;
        this.deployments = deployments;
        this.rollouts = rollouts;
        this.sameRows = sameRows;
        this.results = results;
    }

    /** The model as it was judged, and the training that it was judged in. */
    record Judgeable(TrainingRequest request, TrainedModel model, Runnable goesOn) {}

    /** Of a job that has no single model which was judged. The same job again deploys once. */
    public AutoDeployRule.Decision deploy(JobRef job, AutoDeploy wanted, TrainingResult registered) {
        return deploy(job, wanted, registered, null);
    }

    AutoDeployRule.Decision deploy(
            JobRef job, AutoDeploy wanted, TrainingResult registered, @Nullable Judgeable judged) {
        AutoDeployRule.Decision decision = decide(job, wanted, registered, judged);
        if (decision.deploy()) {
            String key = "job:" + job.job();
            deployments.deploy(
                    job.tenant(),
                    registered.modelId(),
                    new Deploy(registered.modelVersion(), Deployment.Reason.AUTO_DEPLOY, key, key));
            results.merge(job, Map.of("deployed", true));
        }
        return decision;
    }

    private AutoDeployRule.Decision decide(
            JobRef job, AutoDeploy wanted, TrainingResult registered, @Nullable Judgeable judged) {
        Optional<Integer> current =
                deployments.current(job.tenant(), registered.modelId()).map(Deployment::version);
        if (current.isPresent() && current.get() == registered.modelVersion()) {
            return new AutoDeployRule.Decision(true, "an earlier attempt deployed it");
        }
        Optional<Deployment> rollout = rollouts.open(job.tenant(), registered.modelId());
        if (rollout.isPresent()) {
            return new AutoDeployRule.Decision(
                    false,
                    "version " + rollout.get().version() + " is being rolled out (job "
                            + rollout.get().rollout() + ")");
        }
        AutoDeployRule rule = new AutoDeployRule(wanted);
        AutoDeployRule.Decision alone = rule.decide(registered.metrics(), null);
        return !alone.deploy() || current.isEmpty() || !wanted.betterThanCurrent()
                ? alone
                : against(job, rule, registered, current.get(), judged);
    }

    private AutoDeployRule.Decision against(
            JobRef job, AutoDeployRule rule, TrainingResult registered, int number, @Nullable Judgeable judged) {
        ModelVersion current = version(job, registered, number);
        ModelVersion candidate = version(job, registered, registered.modelVersion());
        if (sameRows.wereJudgedAlike(job.tenant(), candidate, current)) {
            return rule.decide(registered.metrics(), current.metrics());
        }
        if (judged == null) {
            return new AutoDeployRule.Decision(
                    false,
                    "the deployed version " + number + " was judged by other rows, and this job's cannot be told"
                            + " from those that it was fitted on; give both the same test_dataset_id");
        }
        return switch (sameRows.compare(judged.request(), judged.model(), candidate, current, judged.goesOn())) {
            case SameRows.Outcome.Impossible(String why) -> new AutoDeployRule.Decision(false, why);
            case SameRows.Outcome.Scored(Map<String, Double> ours, Map<String, Double> theirs, int rows) -> {
                AutoDeployRule.Decision decision = rule.compare(ours, theirs);
                yield new AutoDeployRule.Decision(
                        decision.deploy(), decision.reason() + ", on " + rows + " rows that neither was fitted on");
            }
        };
    }

    private ModelVersion version(JobRef job, TrainingResult registered, int number) {
        return versions.find(job.tenant(), registered.modelId(), number).orElseThrow();
    }
}
