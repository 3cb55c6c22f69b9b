package dev.millrace.pipelines;

import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobKind;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.pipelines.document.Compiled;
import dev.millrace.pipelines.document.Documents;
import dev.millrace.pipelines.document.Format;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.problems.Placed;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Accepts runs of pipelines: new ones, and ones that take over results of an earlier run. */
@Component
public final class RunSubmissions {
    private final Jobs jobs;
    private final Definitions definitions;
    private final PipelineRuns runs;
    private final Documents documents;
    private final ArtifactRefs refs;

    RunSubmissions(Jobs jobs, Definitions definitions, PipelineRuns runs, Documents documents, ArtifactRefs refs) {
        this.jobs = jobs;
        this.definitions = definitions;
        this.runs = runs;
        this.documents = documents;
        this.refs = refs;
    }

    /** @throws Problem NOT_FOUND when there is no such workflow or version, INVALID when the input does not fit */
    public Job start(TenantId tenant, RunRequest request, SubmitOptions options) {
        DefinitionVersion version = definitions.version(tenant, request.workflow(), request.version());
        NewRun run = prepared(version, request, 0);
        Object asked = Arrays.asList(request.workflow(), request.version(), request.input(), request.customerId());
        return submit(
                tenant, run, asked, options, (jdbc, job) -> new DefinitionRows(jdbc).lockShared(request.workflow()));
    }

    /**
     * Runs a document that is kept with the run alone.
     *
     * @param asked what the options' idempotency key stands for
     */
    public Job startOnce(
            TenantId tenant, JobKind kind, JsonNode document, JsonNode input, Object asked, SubmitOptions options) {
        Compiled compiled = documents.read(Json.write(document), Format.JSON);
        NewRun run = new NewRun(kind, compiled, input(compiled, input), null, null, null, 0, null, null);
        return submit(tenant, run, asked, options, (jdbc, job) -> {});
    }

    /** The run of a version, {@code depth} runs below the outermost one. */
    NewRun prepared(DefinitionVersion version, RunRequest request, int depth) {
        Compiled compiled = documents.stored(version.document());
        return new NewRun(
                JobKind.PIPELINE,
                compiled,
                input(compiled, request.input()),
                version.workflow(),
                version.version(),
                request.customerId(),
                depth,
                null,
                null);
    }

    /**
     * A run that somebody else's run is to start as its child.
     *
     * @throws Problem as for {@link #start}
     */
    public JobStep.Child child(TenantId tenant, RunRequest request) {
        NewRun run = prepared(definitions.version(tenant, request.workflow(), request.version()), request, 0);
        return new JobStep.Child(run.name(), run.request(), (jdbc, job) -> {
            new DefinitionRows(jdbc).lockShared(request.workflow());
            new PipelineRunRows(jdbc).insert(run.row(job));
        });
    }

    /**
     * A new run that takes over from {@code run} what does not depend on the step; the run itself may be open or ended and
     * goes on as it was.
     *
     * @throws Problem NOT_FOUND when there is no such run, INVALID when the step or a change is not possible
     */
    public Job fork(TenantId tenant, JobId run, Fork fork, SubmitOptions options) {
        Job before = jobs.get(tenant, run);
        PipelineRun earlier = runs.get(before.ref());
        JsonNode changed = fork.document();
        Compiled compiled = changed == null
                ? documents.stored(earlier.document())
                : Placed.at("/changes/document", () -> documents.read(Json.write(changed), Format.JSON));
        requireStep(compiled, fork.fromStep());
        NewRun next = new NewRun(
                before.kind(),
                compiled,
                fork.input() == null
                        ? input(compiled, earlier.input())
                        : Placed.at("/changes", () -> input(compiled, fork.input())),
                earlier.workflowId(),
                earlier.version(),
                customer(before),
                0,
                run,
                fork.fromStep());
        Object asked = Arrays.asList(run, fork.fromStep(), fork.input(), changed);
        return submit(tenant, next, asked, as(before, options), takeOver(earlier, compiled, fork.fromStep()));
    }

    /**
     * The same run again from where it failed: takes over everything that is done and was not undone.
     *
     * @throws Problem CONFLICT unless it has failed or was cancelled
     */
    public Job retry(TenantId tenant, JobId run, SubmitOptions options) {
        Job before = jobs.get(tenant, run);
        PipelineRun earlier = runs.get(before.ref());
        switch (before.status()) {
            case FAILED, CANCELLED -> {}
            case QUEUED, RUNNING, PAUSED, AWAITING_INPUT, COMPLETED ->
                throw Problem.conflict("the run is " + before.status().wire()
                        + "; a failed or cancelled run can be retried, any other forked");
        }
        Compiled compiled = documents.stored(earlier.document());
        NewRun next = new NewRun(
                before.kind(),
                compiled,
                earlier.input(),
                earlier.workflowId(),
                earlier.version(),
                customer(before),
                0,
                run,
                null);
        return submit(tenant, next, List.of(run, "retry"), as(before, options), takeOver(earlier, compiled, null));
    }

    private Job submit(
            TenantId tenant, NewRun run, Object asked, SubmitOptions options, BiConsumer<JdbcClient, JobRef> also) {
        Submission submission = new Submission(
                run.kind(),
                run.name(),
                run.request(),
                Objects.requireNonNullElse(options.priority(), Priority.NORMAL),
                options.actor(),
                options.traceId(),
                options.idempotencyKey(),
                asked);
        return jobs.submit(tenant, submission, (jdbc, job) -> {
            new PipelineRunRows(jdbc).insert(run.row(job));
            also.accept(jdbc, job);
        });
    }

    private BiConsumer<JdbcClient, JobRef> takeOver(PipelineRun earlier, Compiled compiled, @Nullable String fromStep) {
        return (jdbc, job) -> new TakeOver(jdbc, refs, earlier.job(), job).take(compiled.plan(), fromStep);
    }

    private JsonNode input(Compiled compiled, @Nullable JsonNode input) {
        return documents.input(compiled, input == null ? Json.parse("{}") : input);
    }

    private static void requireStep(Compiled compiled, String fromStep) {
        List<String> ids = compiled.plan().stream().map(StepPlan::id).toList();
        if (!ids.contains(fromStep)) {
            throw Problem.invalid(
                    "/from_step",
                    "there is no step " + fromStep + " in the outermost block; its steps are " + listed(ids));
        }
    }

    private static String listed(List<String> ids) {
        int most = 50;
        String shown = String.join(", ", ids.stream().limit(most).toList());
        return ids.size() > most ? shown + " and " + (ids.size() - most) + " more" : shown;
    }

    private static @Nullable String customer(Job before) {
        return before.request().path("customer_id").asString(null);
    }

    private static SubmitOptions as(Job before, SubmitOptions options) {
        return options.priority() != null
                ? options
                : new SubmitOptions(before.priority(), options.actor(), options.traceId(), options.idempotencyKey());
    }
}
