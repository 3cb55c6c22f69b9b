package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.StepRows.Place;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What {@link StepRows} has recorded of a run's steps. */
@Component
final class StepRecords {
    private final TenantTransactions transactions;
    private final Outputs outputs;

    StepRecords(TenantTransactions transactions, Outputs outputs) {
        this.transactions = transactions;
        this.outputs = outputs;
    }

    Optional<RecordedStep> find(JobRef run, StepPath path) {
        return find(run, List.of(path.toString())).values().stream().findFirst();
    }

    /** By path; those that have no row are absent. */
    Map<String, RecordedStep> find(JobRef run, Collection<String> paths) {
        if (paths.isEmpty()) {
            return Map.of();
        }
        List<Raw> rows = transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql(
                                "SELECT step, status, attempts, output, output_sha256, output_size, error FROM job_steps"
                                        + " WHERE job_id = :job AND step IN (:paths)")
                        .param("job", run.job().value())
                        .param("paths", paths)
                        .query(StepRecords::raw)
                        .list());
        Map<String, RecordedStep> found = new LinkedHashMap<>();
        rows.forEach(row -> found.put(row.path(), row.read(run, outputs)));
        return found;
    }

    /** The steps that one is made of, in their order. */
    List<RecordedStep> under(JobRef run, StepPath parent) {
        return transactions
                .in(
                        run.tenant(),
                        jdbc -> jdbc.sql(
                                        "SELECT step, status, attempts, output, output_sha256, output_size, error FROM job_steps"
                                                + " WHERE job_id = :job AND parent = :parent ORDER BY position")
                                .param("job", run.job().value())
                                .param("parent", parent.toString())
                                .query(StepRecords::raw)
                                .list())
                .stream()
                .map(row -> row.read(run, outputs))
                .toList();
    }

    /** How many bytes of JSON the steps give together that one is made of. */
    long size(JobRef run, StepPath parent) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT coalesce(sum(coalesce(output_size, octet_length(output::text))), 0)"
                                + " FROM job_steps WHERE job_id = :job AND parent = :parent")
                        .param("job", run.job().value())
                        .param("parent", parent.toString())
                        .query(Long.class)
                        .single());
    }

    /** How many items of a step failed. */
    int failures(JobRef run, StepPath parent) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT count(*) FROM job_steps WHERE job_id = :job AND parent = :parent"
                                + " AND status = 'failed'")
                        .param("job", run.job().value())
                        .param("parent", parent.toString())
                        .query(Integer.class)
                        .single());
    }

    /** What this run has completed itself, the last one first. */
    List<String> completed(JobRef run) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT step FROM job_steps WHERE job_id = :job AND status = 'completed'"
                                + " AND taken_from IS NULL ORDER BY ended_no DESC")
                        .param("job", run.job().value())
                        .query(String.class)
                        .list());
    }

    /** Whether another may begin after one that is completed: not once the run is to be cancelled, nor, of items, if one has failed. */
    boolean goesOn(JobRef run, Place place, boolean stops) {
        return transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT NOT (cancel_requested OR (:stops AND EXISTS (SELECT 1 FROM job_steps"
                                + " WHERE job_id = :job AND parent = :parent AND status = 'failed')))"
                                + " FROM jobs WHERE id = :job")
                        .param("stops", stops)
                        .param("job", run.job().value())
                        .param("parent", place.parent())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
    }

    private static Raw raw(ResultSet row, int number) throws SQLException {
        String error = row.getString("error");
        return new Raw(
                row.getString("step"),
                StepStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                Outputs.of(row),
                error == null ? null : Json.read(error, JobFailure.class).detail());
    }

    /** Of a large output only the handle is read within the transaction. */
    private record Raw(
            String path,
            StepStatus status,
            int attempts,
            Outputs.Stored output,
            @Nullable String error) {
        private RecordedStep read(JobRef run, Outputs outputs) {
            return new RecordedStep(path, status, attempts, outputs.read(run, output), error);
        }
    }
}
