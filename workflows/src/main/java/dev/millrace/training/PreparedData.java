package dev.millrace.training;

import dev.millrace.artifacts.ArtifactHandle;
import org.jspecify.annotations.Nullable;

/**
 * Rows ready to fit, by handle: the fitted preprocessing, the matrix it gives for the part fitted on, and the one for the
 * test rows (absent when the part is {@code ALL}).
 */
public record PreparedData(
        TrainingPart part,
        ArtifactHandle preprocessing,
        ArtifactHandle train,
        @Nullable ArtifactHandle test,
        long trainRows,
        long testRows) {}
