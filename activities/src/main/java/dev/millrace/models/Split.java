package dev.millrace.models;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * How a model's requests are shared out while the job {@code rollout} is under way: the share of them that {@code version}
 * answers, 0 to 1, and whether it predicts beside all others without answering. Stages count from 0; -1 before the first.
 */
public record Split(UUID rollout, int stage, int version, double share, boolean shadow) {
    private static final double TWO_TO_53 = 0x1p53;

    /**
     * Whether the version answers callers of this key. The same in every process, and for a larger share still yes; another
     * rollout draws anew.
     */
    public boolean takes(String stickyKey) {
        return place(stickyKey) < share;
    }

    /** Where the key lies between 0 and 1: its first 53 bits of SHA-256, so that keys which are alike spread evenly. */
    private double place(String stickyKey) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha.update(rollout.toString().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        byte[] hash = sha.digest(stickyKey.getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> 11) / TWO_TO_53;
    }
}
