package dev.millrace.releases;

/** How it ended, and why. */
public record RolloutResult(boolean promoted, String reason) {}
