package dev.millrace.limits;

/** What the workspace uses of what it may. */
public record QuotasView(
        Requests requests, Quota openJobs, Quota datasetRows, Quota storageBytes, Quota concurrentFits) {
    static QuotasView of(Limits limits, Usage usage) {
        return new QuotasView(
                new Requests(limits.requestsPerSecond(), limits.requestBurst()),
                new Quota(usage.openJobs(), limits.openJobs()),
                new Quota(usage.datasetRows(), limits.datasetRows()),
                new Quota(usage.storageBytes(), limits.storageBytes()),
                new Quota(usage.concurrentFits(), limits.concurrentFits()));
    }

    /** The rate of requests in the long run, and how many may come at once after a quiet time. */
    public record Requests(long perSecond, long burst) {}

    /** What is used, of what may be used. */
    public record Quota(long used, long limit) {}
}
