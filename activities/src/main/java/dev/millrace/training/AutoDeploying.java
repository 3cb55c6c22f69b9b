package dev.millrace.training;

import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.JobResults;
import dev.millrace.models.Deploy;
import dev.millrace.models.Deployment;
import dev.millrace.models.Deployments;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts versions that jobs registered into service, where they are good enough. */
@Component
public final class AutoDeploying {
    private final ModelVersions versions;
    private final Deployments deployments;
    private final JobResults results;

    AutoDeploying(ModelVersions versions, Deployments deployments, JobResults results) {
        this.versions = versions;
        this.deployments = deployments;
        this.results = results;
    }

    /** The same job again deploys once. */
    public AutoDeployRule.Decision deploy(JobRef job, AutoDeploy wanted, TrainingResult registered) {
        AutoDeployRule.Decision decision = decide(job, wanted, registered);
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

    private AutoDeployRule.Decision decide(JobRef job, AutoDeploy wanted, TrainingResult registered) {
        Integer current = deployments
                .current(job.tenant(), registered.modelId())
                .map(Deployment::version)
                .orElse(null);
        if (current != null && current == registered.modelVersion()) {
            return new AutoDeployRule.Decision(true, "an earlier attempt deployed it");
        }
        return new AutoDeployRule(wanted).decide(registered.metrics(), metrics(job, registered, current));
    }

    private @Nullable Map<String, Double> metrics(JobRef job, TrainingResult registered, @Nullable Integer version) {
        return version == null
                ? null
                : versions.find(job.tenant(), registered.modelId(), version)
                        .map(ModelVersion::metrics)
                        .orElse(null);
    }
}
