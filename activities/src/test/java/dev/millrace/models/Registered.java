package dev.millrace.models;

import com.fasterxml.uuid.Generators;
import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetId;
import dev.millrace.jobs.JobId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Versions as trainings register them, for tests that are about something else. */
public final class Registered {
    private Registered() {}

    public static NewVersion version(String model) {
        return version(model, "classification", new ArtifactHandle("ab".repeat(32), 17));
    }

    public static NewVersion version(String model, String task, ArtifactHandle artifact) {
        return new NewVersion(
                model,
                task,
                "smile",
                "logistic_regression",
                artifact,
                new InputSchema(List.of(
                        InputField.of("age", ColumnType.INTEGER),
                        new InputField("plan", ColumnType.STRING, List.of("basic", "pro"), true))),
                Map.of("accuracy", 0.9, "roc_auc", 0.95),
                null,
                Map.of("lambda", 0.1),
                lineage(),
                Map.of("team", "growth"));
    }

    private static Lineage lineage() {
        UUID job = Generators.timeBasedEpochGenerator().generate();
        return new Lineage(
                new JobId(job),
                new DatasetId(job),
                "cd".repeat(32),
                null,
                null,
                "churned",
                42L,
                "0.1.0",
                Map.of("smile", "6.2.5"));
    }
}
