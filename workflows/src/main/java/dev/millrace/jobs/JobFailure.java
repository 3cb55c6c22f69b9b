package dev.millrace.jobs;

/** Why a job failed, in RFC 9457's terms; shown as the job's {@code error}. */
public record JobFailure(String type, String title, String detail) {
    /** What lies behind an exception that ended an activity, a child or a workflow's own check. */
    public static JobFailure of(Throwable failure) {
        return FailureCause.of(failure).toJobFailure();
    }
}
