package dev.millrace.training;

import dev.millrace.models.ModelInputs;
import dev.millrace.training.algorithm.PreparedMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows ready to fit, how they were made, and what the user should read about it in the log. {@code test} is absent when the
 * part is {@code ALL}.
 */
public record Prepared(
        ModelInputs inputs, PreparedMatrix train, @Nullable PreparedMatrix test, List<String> notes) {
    public Prepared {
        notes = List.copyOf(notes);
    }
}
