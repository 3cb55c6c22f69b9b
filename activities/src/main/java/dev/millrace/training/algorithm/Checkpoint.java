package dev.millrace.training.algorithm;

import java.io.IOException;
import java.io.OutputStream;

/** The state of a fit after a step, as the algorithm wrote it. */
public record Checkpoint(int step, byte[] state) {
    /** Writes the state; called at most once, before the fit goes on. */
    @FunctionalInterface
    public interface State {
        void writeTo(OutputStream out) throws IOException;
    }
}
