package dev.millrace.models.upload;

import ai.onnxruntime.OrtEnvironment;
import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.limits.Limits;
import dev.millrace.limits.Quotas;
import dev.millrace.models.Lineage;
import dev.millrace.models.ModelFile;
import dev.millrace.models.ModelInputs;
import dev.millrace.models.ModelVersion;
import dev.millrace.models.ModelVersions;
import dev.millrace.models.NewVersion;
import dev.millrace.models.OnnxModel;
import dev.millrace.models.Preprocessing;
import dev.millrace.models.TrainedModel;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Takes models in that were fitted elsewhere: ONNX files, and XGBoost's as JSON or UBJSON. */
@Component
public final class ModelUploads {
    public static final int LARGEST = 128 << 20;
    /** These are read as text, which takes many times as much memory. */
    private static final int LARGEST_XGBOOST = 32 << 20;

    private final ArtifactStore artifacts;
    private final ModelVersions versions;
    private final Quotas quotas;
    private final TenantTransactions transactions;
    /** One at a time: a hostile file costs memory before it is refused. */
    private final Lock turn = new ReentrantLock();

    ModelUploads(ArtifactStore artifacts, ModelVersions versions, Quotas quotas, TenantTransactions transactions) {
        this.artifacts = artifacts;
        this.versions = versions;
        this.quotas = quotas;
        this.transactions = transactions;
    }

    /**
     * Registers the artifact as the next version of the model of its name.
     *
     * @throws Problem 422 when it is no model that can be used with this input schema; nothing is kept then
     */
    public ModelVersion add(TenantId tenant, NewUpload about, byte[] artifact) {
        Limits limits = quotas.of(tenant);
        transactions.run(tenant, jdbc -> Quotas.requireRoom(jdbc, tenant, limits, 0, artifact.length));
        TrainedModel model = model(about, artifact);
        ArtifactHandle stored = artifacts.write(tenant, out -> ModelFile.write(model, out));
        return versions.register(
                tenant,
                new NewVersion(
                        about.name(),
                        about.type(),
                        model.engines().keySet().iterator().next(),
                        model.algorithm(),
                        stored,
                        about.inputSchema(),
                        Map.of(),
                        null,
                        Map.of(),
                        Lineage.uploaded(model.engines()),
                        about.tags()));
    }

    private TrainedModel model(NewUpload about, byte[] artifact) {
        boolean xgboost = XgboostFile.isOne(artifact);
        String found = xgboost ? "xgboost" : "onnx";
        if (about.framework() != null && !about.framework().equals(found)) {
            throw Problem.invalid(
                    "/metadata/framework", "framework is " + about.framework() + ", and the artifact is of " + found);
        }
        turn.lock();
        try {
            return xgboost ? xgboost(about, artifact) : onnx(about, artifact);
        } finally {
            turn.unlock();
        }
    }

    private static TrainedModel xgboost(NewUpload about, byte[] artifact) {
        if (artifact.length > LARGEST_XGBOOST) {
            throw new Problem(ProblemType.TOO_LARGE, "an XGBoost artifact has at most 32 MiB; as ONNX at most 128 MiB");
        }
        XgboostFile file = XgboostFile.read(artifact);
        requireOutputs(about, file.model().outputs());
        Preprocessing preprocessing = XgboostBinding.bind(file, about.inputSchema());
        return new TrainedModel(
                "xgboost", inputs(about, preprocessing), file.model(), Map.of(), Map.of("xgboost", "uploaded"));
    }

    private static TrainedModel onnx(NewUpload about, byte[] artifact) {
        OnnxModel model = new OnnxBinding(about.inputSchema(), outputs(about)).bind(artifact);
        return new TrainedModel(
                "onnx",
                inputs(about, Preprocessing.unscaled(List.of())),
                model,
                Map.of(),
                Map.of("onnx", OrtEnvironment.getEnvironment().getVersion()));
    }

    private static ModelInputs inputs(NewUpload about, Preprocessing preprocessing) {
        return new ModelInputs(about.inputSchema(), preprocessing, "", about.classes());
    }

    private static void requireOutputs(NewUpload about, int outputs) {
        if (outputs != outputs(about)) {
            throw Problem.invalid(
                    "/metadata/classes",
                    "the model gives " + outputs + (outputs == 1 ? " number" : " probabilities") + " a row, and "
                            + about.type()
                            + (about.classes().isEmpty()
                                    ? ""
                                    : " of " + about.classes().size() + " classes")
                            + " needs " + outputs(about));
        }
    }

    private static int outputs(NewUpload about) {
        return Math.max(1, about.classes().size());
    }
}
