package dev.millrace.pipelines;

import dev.millrace.artifacts.ArtifactHandle;
import dev.millrace.artifacts.ArtifactRefs;
import dev.millrace.jobs.JobRef;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Copies recorded results of one run to another, in the transaction that makes that one. */
record TakeOver(JdbcClient jdbc, ArtifactRefs refs, JobRef from, JobRef to) {
    /** The step of the outermost block that a path lies in. */
    private static final String OUTERMOST = "substring(step FROM '^[^.[]+')";

    /** Those steps of the plan that {@link Reusable} picks, with all that lies in them. */
    void take(List<StepPlan> plan, @Nullable String fromStep) {
        Collection<String> steps = Reusable.of(plan, recorded(), fromStep);
        if (!steps.isEmpty()) {
            copySteps(steps);
            copyItems(steps);
            holdOutputs();
        }
    }

    /** The done steps by id, with their types; none of which something was undone. */
    private Map<String, String> recorded() {
        Map<String, String> types = new LinkedHashMap<>();
        jdbc.sql("SELECT step, type FROM job_steps WHERE job_id = :from AND parent IS NULL"
                        + " AND status IN ('completed', 'skipped') AND step NOT IN"
                        + " (SELECT " + OUTERMOST + " FROM job_steps WHERE job_id = :from AND status = 'compensated')"
                        + " FOR SHARE")
                .param("from", from.job().value())
                .query(row -> {
                    types.put(row.getString("step"), row.getString("type"));
                });
        return types;
    }

    private void copySteps(Collection<String> steps) {
        jdbc.sql(
                        "INSERT INTO job_steps (tenant_id, job_id, step, position, type, status, attempts, input, output, error,"
                                + " started_at, completed_at, parent, failures, ended_no, taken_from, output_sha256, output_size)"
                                + " SELECT tenant_id, :to, step, position, type, status, attempts, input, output, error,"
                                + " started_at, completed_at, parent, failures, ended_no, :from, output_sha256, output_size"
                                + " FROM job_steps WHERE job_id = :from AND " + OUTERMOST + " IN (:steps)")
                .param("to", to.job().value())
                .param("from", from.job().value())
                .param("steps", steps)
                .update();
    }

    private void copyItems(Collection<String> steps) {
        jdbc.sql("INSERT INTO pipeline_items (tenant_id, job_id, step, item, value)"
                        + " SELECT tenant_id, :to, step, item, value FROM pipeline_items WHERE job_id = :from AND "
                        + OUTERMOST + " IN (:steps)")
                .param("to", to.job().value())
                .param("from", from.job().value())
                .param("steps", steps)
                .update();
    }

    /** The new run needs the outputs that are artifacts as well. */
    private void holdOutputs() {
        jdbc.sql("SELECT DISTINCT output_sha256, output_size FROM job_steps WHERE job_id = :to"
                        + " AND output_sha256 IS NOT NULL")
                .param("to", to.job().value())
                .query((row, n) -> new ArtifactHandle(row.getString(1), row.getLong(2)))
                .list()
                .forEach(output -> refs.hold(jdbc, to.tenant(), Outputs.owner(to), output));
    }
}
