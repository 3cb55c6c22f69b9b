package dev.millrace.pipelines;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The documents of runs under way; a few hundred are kept ready. */
@Component
final class RunDocuments {
    private static final int READY = 500;

    private final TenantTransactions transactions;
    private final Jobs jobs;
    private final Documents documents;
    private final Cache<JobRef, RunDocument> ready =
            Caffeine.newBuilder().maximumSize(READY).build();

    RunDocuments(TenantTransactions transactions, Jobs jobs, Documents documents) {
        this.transactions = transactions;
        this.jobs = jobs;
        this.documents = documents;
    }

    /** @throws Problem NOT_FOUND when the tenant has no such run */
    RunDocument of(JobRef run) {
        RunDocument known = ready.getIfPresent(run);
        if (known != null) {
            return known;
        }
        RunDocument read = read(run);
        ready.put(run, read);
        return read;
    }

    private RunDocument read(JobRef run) {
        Stored stored = transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT document, input, depth FROM pipeline_runs WHERE job_id = :job")
                        .param("job", run.job().value())
                        .query((row, n) ->
                                new Stored(Json.parse(row.getString(1)), Json.parse(row.getString(2)), row.getInt(3)))
                        .optional()
                        .orElseThrow(() -> Problem.notFound("run", run.job())));
        return new RunDocument(
                documents.stored(stored.document()), stored.input(), stored.depth(), jobs.get(run.tenant(), run.job()));
    }

    private record Stored(JsonNode document, JsonNode input, int depth) {}
}
