package dev.millrace.llm.prompts;

import java.time.Instant;

/** A version of a prompt, which never changes. */
public record StoredVersion(int version, Template template, String createdBy, Instant createdAt) {}
