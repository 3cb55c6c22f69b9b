package dev.millrace.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A step of a run. */
@Schema(name = "RunStep")
public record RunStepView(
        @Schema(
                description =
                        "Its id; of a part the path to it: each[3] is item 3, tune[2].fit a step in iteration 2, choose.deploy a step of a branch.",
                example = "train")
        String id,

        @Schema(example = "train") String type,

        @Schema(
                description =
                        "skipped: its condition did not hold. not_run: a step that it needs has failed. compensated: was completed, then undone.")
        StepStatus status,

        Instant startedAt,
        @Nullable Instant completedAt,
        int attempts,

        @Schema(description = "What it was given, without what is secret.") @Nullable
        JsonNode input,

        @Schema(description = "What it gave; null when that is in output_artifact.") @Nullable
        JsonNode output,

        @Schema(description = "An output over 128 KB, which GET /steps/{path}/output answers.") @Nullable
        Output outputArtifact,

        @Nullable JobFailure error,

        @Schema(description = "The step that it is a part of; null when it is of the outermost block.") @Nullable
        String parent,

        @Schema(description = "The run that did it, when its result was taken over from there.") @Nullable
        JobId takenFrom,

        @Schema(description = "What it waits for; null unless it is waiting.") @Nullable
        StepWait waitsFor) {
    static RunStepView of(JobStep step, @Nullable StepWait wait) {
        Output artifact = step.outputArtifact() == null
                ? null
                : new Output(
                        step.outputArtifact().sha256(), step.outputArtifact().size());
        return new RunStepView(
                step.id(),
                step.type(),
                step.status(),
                step.startedAt(),
                step.completedAt(),
                step.attempts(),
                step.input(),
                step.output(),
                artifact,
                step.error(),
                step.parent(),
                step.takenFrom(),
                wait);
    }

    /** A large output: the SHA-256 of its JSON and its size in bytes. */
    @Schema(name = "StepOutput")
    public record Output(String sha256, long size) {}
}
