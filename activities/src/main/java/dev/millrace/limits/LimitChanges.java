package dev.millrace.limits;

import dev.millrace.problems.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a workspace's limits differ from the installation's; null where they do not. */
public record LimitChanges(
        @Nullable Long requestsPerSecond,
        @Nullable Long requestBurst,
        @Nullable Long openJobs,
        @Nullable Long datasetRows,
        @Nullable Long storageBytes,
        @Nullable Long concurrentFits) {
    static final LimitChanges NONE = new LimitChanges(null, null, null, null, null, null);

    private static final long MOST = 1_000_000_000_000_000L;
    private static final long FASTEST = 1_000_000;

    public LimitChanges {
        check("requests_per_second", requestsPerSecond, 1, FASTEST);
        check("request_burst", requestBurst, 1, FASTEST);
        check("open_jobs", openJobs, 0, MOST);
        check("dataset_rows", datasetRows, 0, MOST);
        check("storage_bytes", storageBytes, 0, MOST);
        check("concurrent_fits", concurrentFits, 1, MOST);
    }

    Limits on(Limits usual) {
        return new Limits(
                Objects.requireNonNullElse(requestsPerSecond, usual.requestsPerSecond()),
                Objects.requireNonNullElse(requestBurst, usual.requestBurst()),
                Objects.requireNonNullElse(openJobs, usual.openJobs()),
                Objects.requireNonNullElse(datasetRows, usual.datasetRows()),
                Objects.requireNonNullElse(storageBytes, usual.storageBytes()),
                Objects.requireNonNullElse(concurrentFits, usual.concurrentFits()));
    }

    private static void check(String name, @Nullable Long value, long least, long most) {
        if (value != null && (value < least || value > most)) {
            throw Problem.invalid("/" + name, name + " is " + least + " to " + most + ", or null for the default");
        }
    }
}
