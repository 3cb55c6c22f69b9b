package dev.millrace.tuning;

import dev.millrace.jobs.JobRef;
import dev.millrace.problems.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another study found, copied when the new one is accepted, so that it stays when the other is deleted. */
final class WarmStart {
    private static final int MOST = 1000;

    private WarmStart() {}

    /** Copies the best of the completed trials whose algorithms are searched here too. */
    static void copy(JdbcClient jdbc, JobRef study, JobRef from, TuningSpec spec) {
        String order = spec.objective().direction() == Direction.MINIMIZE ? "ASC" : "DESC";
        int copied = jdbc.sql("INSERT INTO warm_trials (tenant_id, job_id, position, algorithm, parameters, value)"
                        + " SELECT tenant_id, :study, row_number() OVER (ORDER BY value " + order + ", number) - 1,"
                        + " algorithm, parameters, value FROM (SELECT * FROM trials WHERE job_id = :from"
                        + " AND status = 'completed' AND algorithm IN (:algorithms)"
                        + " ORDER BY value " + order + ", number LIMIT :most) best")
                .param("study", study.job().value())
                .param("from", from.job().value())
                .param("algorithms", spec.algorithms())
                .param("most", MOST)
                .update();
        if (copied == 0) {
            throw Problem.invalid(
                    "/warm_start_from", "that study has no completed trial of an algorithm that is searched here");
        }
    }

    /** As trials with numbers below 0. */
    static List<Trial> read(JdbcClient jdbc, JobRef study) {
        return jdbc.sql("SELECT * FROM warm_trials WHERE job_id = :job ORDER BY position DESC")
                .param("job", study.job().value())
                .query((row, n) -> new Trial(
                        -1 - row.getInt("position"),
                        TrialStatus.COMPLETED,
                        new Candidate(row.getString("algorithm"), TrialRows.map(row.getString("parameters"))),
                        false,
                        row.getDouble("value"),
                        Map.of(),
                        null,
                        null,
                        null,
                        1,
                        Instant.EPOCH,
                        null,
                        null,
                        null))
                .list();
    }
}
