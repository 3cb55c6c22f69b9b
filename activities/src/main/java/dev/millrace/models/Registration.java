package dev.millrace.models;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.JobId;
import dev.millrace.tenancy.TenantId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registers one version within one transaction; numbers are given under the model's row lock, hence without gaps. */
record Registration(JdbcClient jdbc, TenantId tenant, ArtifactRefs refs) {
    ModelVersion register(NewVersion version) {
        Optional<ModelVersion> earlier = earlier(version);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        ModelRows models = new ModelRows(jdbc);
        Model model = models.lockByName(tenant, version);
        model.requireTask(version.task());
        // An attempt that is given up may still have registered while this one waited for the lock.
        return earlier(version).orElseGet(() -> next(models, model, version));
    }

    /** What the same job has registered; an upload has no job and is always new. */
    private Optional<ModelVersion> earlier(NewVersion version) {
        JobId job = version.lineage().jobId();
        return job == null ? Optional.empty() : new VersionRows(jdbc).ofJob(job);
    }

    private ModelVersion next(ModelRows models, Model model, NewVersion version) {
        VersionRows versions = new VersionRows(jdbc);
        int number = model.latestVersion() + 1;
        versions.insert(tenant, model.id(), number, version);
        refs.hold(jdbc, tenant, ModelDeletion.owner(model.id()), version.artifact());
        models.touch(model.id());
        return versions.find(model.id(), number).orElseThrow();
    }
}
