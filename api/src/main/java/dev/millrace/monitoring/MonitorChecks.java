package dev.millrace.monitoring;

import dev.millrace.datasets.DatasetId;
import dev.millrace.datasets.Datasets;
import dev.millrace.models.Model;
import dev.millrace.pipelines.DefinitionId;
import dev.millrace.pipelines.Definitions;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be said against settings before they are kept. */
@Component
final class MonitorChecks {
    private final Datasets datasets;
    private final Definitions definitions;

    MonitorChecks(Datasets datasets, Definitions definitions) {
        this.datasets = datasets;
        this.definitions = definitions;
    }

    /** @throws Problem 422 when a data set or workflow that they name does not exist */
    void check(TenantId tenant, Model model, MonitorSettings settings) {
        require(tenant, "/baseline_dataset_id", settings.baselineDatasetId());
        require(tenant, "/retrain/dataset_id", settings.retrain().datasetId());
        DefinitionId workflow = settings.retrain().workflowId();
        if (workflow != null && definitions.find(tenant, workflow).isEmpty()) {
            throw Problem.invalid("/retrain/workflow_id", "there is no workflow " + workflow);
        }
        if (model.deprecated() && settings.enabled()) {
            throw Problem.conflict("the model is deprecated; set its status to ready to have it watched");
        }
    }

    private void require(TenantId tenant, String pointer, @Nullable DatasetId id) {
        if (id != null && datasets.find(tenant, id).isEmpty()) {
            throw Problem.invalid(pointer, "there is no dataset " + id);
        }
    }
}
