package dev.millrace.pipelines;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.pipelines.document.Documents;
import org.springframework.stereotype.Component;

/** The documents of runs under way; a few hundred are kept ready. */
@Component
final class RunDocuments {
    private static final int READY = 500;

    private final PipelineRuns runs;
    private final Jobs jobs;
    private final Documents documents;
    private final Cache<JobRef, RunDocument> ready =
            Caffeine.newBuilder().maximumSize(READY).build();

    RunDocuments(PipelineRuns runs, Jobs jobs, Documents documents) {
        this.runs = runs;
        this.jobs = jobs;
        this.documents = documents;
    }

    /** @throws dev.millrace.problems.Problem NOT_FOUND when the tenant has no such run */
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
        PipelineRun stored = runs.get(run);
        return new RunDocument(
                documents.stored(stored.document()), stored.input(), stored.depth(), jobs.get(run.tenant(), run.job()));
    }
}
