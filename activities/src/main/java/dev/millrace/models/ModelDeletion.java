package dev.millrace.models;

import dev.millrace.artifacts.ArtifactOwner;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes a model that nobody uses, and lets go of its artifacts. */
record ModelDeletion(JdbcClient jdbc, TenantId tenant, ArtifactRefs refs) {
    /** What holds on to the bytes of a model's versions. */
    static ArtifactOwner owner(ModelId model) {
        return new ArtifactOwner("model", model.value());
    }

    void delete(ModelId id, Consumer<Model> precondition) {
        Model model = new ModelRows(jdbc).lock(id);
        precondition.accept(model);
        if (model.status() == ModelStatus.DEPLOYED) {
            throw Problem.conflict("version " + model.deployedVersion() + " of model " + model.name()
                    + " is deployed; set the model's status to deprecated first");
        }
        requireUnused(model);
        refs.release(jdbc, tenant, owner(id));
        jdbc.sql("DELETE FROM models WHERE id = :id").param("id", id.value()).update();
    }

    private void requireUnused(Model model) {
        jdbc.sql("""
                        SELECT j.id FROM job_models u JOIN jobs j ON j.id = u.job_id
                        WHERE u.model_id = :id AND j.status NOT IN ('completed', 'failed', 'cancelled') LIMIT 1""")
                .param("id", model.id().value())
                .query((row, index) -> row.getString(1))
                .optional()
                .ifPresent(job -> {
                    throw Problem.conflict("job " + job + " is predicting with model " + model.name()
                            + "; wait for it to end or cancel it");
                });
    }
}
