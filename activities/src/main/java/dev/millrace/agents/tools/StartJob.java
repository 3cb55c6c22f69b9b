package dev.millrace.agents.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.millrace.agents.AgentTool;
import dev.millrace.agents.ToolContext;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.JobReports;
import dev.millrace.jobs.Jobs;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.Submission;
import dev.millrace.pipelines.steps.JobStep;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.problems.Problem;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A training or a batch prediction as a job of its own: the same call again answers the job that the first one started. */
@Component
final class StartJob implements AgentTool {
    private static final Set<String> TYPES = Set.of("train", "predict_batch");

    private final Jobs jobs;
    private final JobReports reports;
    private final SchemaCheck schemas;
    private final ObjectProvider<JobStep> types;

    StartJob(Jobs jobs, JobReports reports, SchemaCheck schemas, ObjectProvider<JobStep> types) {
        this.jobs = jobs;
        this.reports = reports;
        this.schemas = schemas;
        this.types = types;
    }

    @Override
    public Role needs() {
        return Role.OPERATOR;
    }

    @Tool(
            name = "start_job",
            value =
                    "Starts a job and answers its id at once; read_job says how far it is. Types: train (trains a model; takes"
                            + " model_name, algorithm, task, training_data {dataset_id, target}, hyperparameters), predict_batch"
                            + " (predicts every row of a dataset; takes model_id, data {dataset_id}).")
    Map<String, Object> start(
            @P(name = "type", value = "train or predict_batch") String type,
            @P(name = "with", value = "What the job is given.") Map<String, Object> with,
            @ToolMemoryId ToolContext context) {
        JobStep step = types.stream()
                .filter(known -> known.name().equals(type) && TYPES.contains(type))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("/type", "type is train or predict_batch"));
        JsonNode given = Json.tree(with);
        schemas.require(step.withSchema(), given, "/with");
        try (JobReport log = reports.open(context.run(), "tool")) {
            JobStep.Child child = step.child(
                    new StepContext(
                            context.run(), context.step(), context.caller().actor(), 0, Priority.NORMAL, log, null),
                    given);
            Submission submission = new Submission(
                    step.kind(),
                    child.name(),
                    child.request(),
                    Priority.NORMAL,
                    context.caller().actor(),
                    context.traceId(),
                    context.key());
            Job job = jobs.submit(
                    context.tenant(), submission, (jdbc, ref) -> child.also().write(jdbc, ref));
            return Map.of(
                    "job_id", job.ref().job().toString(), "status", job.status().wire());
        }
    }
}
