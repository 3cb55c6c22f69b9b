package dev.millrace.training.algorithm;

import java.nio.charset.StandardCharsets;

/**
 * Where a fit got to: what it stops by, and its trees as LightGBM writes them. LightGBM itself goes on from the scores that
 * these trees give each row, which are the very numbers that it would have had.
 */
record LightgbmState(String stopping, String trees) {
    static LightgbmState of(Checkpoint checkpoint) {
        String[] parts = new String(checkpoint.state(), StandardCharsets.UTF_8).split("\n", 2);
        return new LightgbmState(parts[0], parts[1]);
    }

    byte[] bytes() {
        return (stopping + "\n" + trees).getBytes(StandardCharsets.UTF_8);
    }
}
