package dev.millrace.jobs;

/** Why a job failed, in RFC 9457's terms; shown as the job's {@code error}. */
public record JobFailure(String type, String title, String detail) {}
