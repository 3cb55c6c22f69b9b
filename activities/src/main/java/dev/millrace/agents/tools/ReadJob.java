package dev.millrace.agents.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.millrace.agents.AgentTool;
import dev.millrace.agents.ToolContext;
import dev.millrace.jobs.Job;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.Jobs;
import dev.millrace.security.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far a job is, and what it gave. */
@Component
final class ReadJob implements AgentTool {
    private final Jobs jobs;

    ReadJob(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Role needs() {
        return Role.VIEWER;
    }

    @Tool(name = "read_job", value = "Says how far a job of the workspace is, what it gave, or why it failed.")
    Map<String, @Nullable Object> read(
            @P(name = "job_id", value = "The id of the job.") String id, @ToolMemoryId ToolContext context) {
        Job job = jobs.get(context.tenant(), Named.id(id, JobId::of, "job"));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("job_id", job.ref().job().toString());
        shown.put("kind", job.kind().wire());
        shown.put("name", job.name());
        shown.put("status", job.status().wire());
        shown.put("progress", job.progress());
        shown.put("result", job.result());
        shown.put("error", job.error());
        return shown;
    }
}
