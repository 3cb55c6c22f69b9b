package dev.millrace.agents;

import dev.millrace.jobs.JobRef;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A run that can be submitted: by what it is listed, what is shown as asked for, and what is written with the job's row. */
public record NewAgentRun(String name, Map<String, Object> request, Also also) {
    /** Writes in the transaction that writes the job's row. */
    @FunctionalInterface
    public interface Also {
        void write(JdbcClient jdbc, JobRef job);
    }
}
