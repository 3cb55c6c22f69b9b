package dev.millrace.jobs;

/** What a long activity heartbeats: how far it has come, in a unit of its own that only grows (trees fitted, chunks committed). */
public record ResumePoint(long position) {}
