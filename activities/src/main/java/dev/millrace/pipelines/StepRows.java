package dev.millrace.pipelines;

import dev.millrace.jobs.JobFailure;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.StepStatus;
import dev.millrace.pipelines.StepNews.Ended;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The rows of a run's steps. A step that is through stays as it is, and what an older attempt writes late is refused. */
@Component
final class StepRows {
    private final TenantTransactions transactions;
    private final StepNews news;
    private final Outputs outputs;
    private final Clock clock;

    StepRows(TenantTransactions transactions, StepNews news, Outputs outputs, Clock clock) {
        this.transactions = transactions;
        this.news = news;
        this.outputs = outputs;
        this.clock = clock;
    }

    /**
     * Begins an attempt, whose number its end has to give; empty when the step is through. Need not survive a crash of the
     * database: an end that finds no beginning is refused, and the step done again.
     */
    Optional<Integer> begin(JobRef run, Place place, StepStatus status, JsonNode input) {
        return begin(run, place, status, input, List.of());
    }

    /** The same; if the attempt begins, users are told of what is untold too. */
    Optional<Integer> begin(JobRef run, Place place, StepStatus status, JsonNode input, List<Ended> untold) {
        return transactions.in(run.tenant(), jdbc -> {
            withoutWaitingForTheDisk(jdbc);
            Optional<Integer> attempt = upsert(jdbc, run, place, status, Storable.text(input));
            attempt.ifPresent(number -> news.began(jdbc, run, untold, place, status, number));
            return attempt;
        });
    }

    /** @throws Problem UNAVAILABLE when the attempt is not the step's newest, has failed meanwhile, or its beginning was lost */
    void complete(JobRef run, Place place, int attempt, JsonNode output, Also also) {
        end(run, place, attempt, output, also);
        tell(run, List.of(new Ended(place, attempt)));
    }

    /** As the other, of the attempt under way. */
    void complete(JobRef run, Place place, JsonNode output, Also also) {
        int attempt = transactions.in(
                run.tenant(),
                jdbc -> jdbc.sql("SELECT attempts FROM job_steps WHERE job_id = :job AND step = :step")
                        .param("job", run.job().value())
                        .param("step", place.path())
                        .query(Integer.class)
                        .single());
        complete(run, place, attempt, output, also);
    }

    /** As the first, of which users are to be told later. */
    void end(JobRef run, Place place, int attempt, JsonNode output, Also also) {
        Outputs.Stored stored = outputs.store(run, output);
        boolean ended = transactions.in(run.tenant(), jdbc -> {
            boolean mine = jdbc.sql("UPDATE job_steps SET status = 'completed', output = :output::jsonb,"
                                    + " output_sha256 = :sha256, output_size = :size, error = NULL, completed_at = :now,"
                                    + " ended_no = nextval('job_steps_ended')"
                                    + " WHERE job_id = :job AND step = :step AND attempts = :attempt"
                                    // After a timeout the run has passed the step by as failed.
                                    + " AND status IN ('running', 'waiting', 'completed')")
                            .param("output", stored.json())
                            .param(
                                    "sha256",
                                    stored.artifact() == null
                                            ? null
                                            : stored.artifact().sha256())
                            .param(
                                    "size",
                                    stored.artifact() == null
                                            ? null
                                            : stored.artifact().size())
                            .param("now", now())
                            .param("job", run.job().value())
                            .param("step", place.path())
                            .param("attempt", attempt)
                            .update()
                    == 1;
            if (mine) {
                outputs.hold(jdbc, run, stored);
                also.write(jdbc);
            }
            return mine;
        });
        if (!ended) {
            throw new Problem(ProblemType.UNAVAILABLE, "attempt " + attempt + " at step " + place.path() + " is over");
        }
    }

    /**
     * Tells which steps are completed, after the transactions that completed them: those would hold the run's row, which all
     * its steps want, until the disk has it. Told again it is told once.
     */
    void tell(JobRef run, List<Ended> ended) {
        if (!ended.isEmpty()) {
            transactions.run(run.tenant(), jdbc -> {
                withoutWaitingForTheDisk(jdbc);
                news.ended(jdbc, run, ended);
            });
        }
    }

    /** A failure of the step's own; how many there are now. */
    int fail(JobRef run, Place place, JobFailure failure) {
        return transactions.in(run.tenant(), jdbc -> {
            int failures = jdbc.sql("INSERT INTO job_steps (tenant_id, job_id, step, parent, position, type, status,"
                            + " attempts, failures, error, started_at, completed_at) VALUES (:tenant, :job, :step, :parent,"
                            + NEXT_POSITION + ", :type, 'failed', 1, 1, :error::jsonb, :now, :now)"
                            + " ON CONFLICT (job_id, step) DO UPDATE SET status = 'failed', error = excluded.error,"
                            + " completed_at = excluded.completed_at, failures = job_steps.failures + 1"
                            + " WHERE job_steps.status NOT IN ('completed', 'skipped', 'compensated')"
                            + " RETURNING failures")
                    .param("tenant", run.tenant().value())
                    .param("job", run.job().value())
                    .param("step", place.path())
                    .param("parent", place.parent())
                    .param("position", place.item())
                    .param("type", place.type())
                    .param("error", Json.write(failure))
                    .param("now", now())
                    .query(Integer.class)
                    .optional()
                    .orElse(0);
            if (failures > 0) {
                news.tell(jdbc, run, place.path(), StepStatus.FAILED, null, failure);
                news.progress(jdbc, run, place);
            }
            return failures;
        });
    }

    /** Steps that are not done at all. */
    void passOver(JobRef run, Map<Place, StepStatus> passed) {
        transactions.run(run.tenant(), jdbc -> {
            passed.forEach((place, status) -> {
                if (insertEnded(jdbc, run, place, status)) {
                    news.tell(jdbc, run, place.path(), status, null, null);
                }
            });
            passed.keySet().stream()
                    .filter(place -> place.parent() == null)
                    .findFirst()
                    .ifPresent(place -> news.progress(jdbc, run, place));
        });
    }

    void compensated(JobRef run, String path) {
        transactions.run(run.tenant(), jdbc -> {
            boolean changed =
                    jdbc.sql("UPDATE job_steps SET status = 'compensated' WHERE job_id = :job AND step = :step"
                                            + " AND status = 'completed'")
                                    .param("job", run.job().value())
                                    .param("step", path)
                                    .update()
                            == 1;
            if (changed) {
                news.tell(jdbc, run, path, StepStatus.COMPENSATED, null, null);
            }
        });
    }

    private static final String NEXT_POSITION = "coalesce(:position::int, (SELECT coalesce(max(position), 0) + 1"
            + " FROM job_steps WHERE job_id = :job AND parent IS NOT DISTINCT FROM :parent))";

    private Optional<Integer> upsert(JdbcClient jdbc, JobRef run, Place place, StepStatus status, String input) {
        return jdbc.sql(
                        "INSERT INTO job_steps (tenant_id, job_id, step, parent, position, type, status, input, started_at)"
                                + " VALUES (:tenant, :job, :step, :parent, " + NEXT_POSITION
                                + ", :type, :status, :input::jsonb, :now) ON CONFLICT (job_id, step) DO UPDATE SET"
                                + " status = :status, input = excluded.input, completed_at = NULL,"
                                + " attempts = job_steps.attempts + 1"
                                + " WHERE job_steps.status NOT IN ('completed', 'skipped', 'compensated') RETURNING attempts")
                .param("tenant", run.tenant().value())
                .param("job", run.job().value())
                .param("step", place.path())
                .param("parent", place.parent())
                .param("position", place.item())
                .param("type", place.type())
                .param("status", status.wire())
                .param("input", input)
                .param("now", now())
                .query(Integer.class)
                .optional();
    }

    /** Whether the step had no row. */
    private boolean insertEnded(JdbcClient jdbc, JobRef run, Place place, StepStatus status) {
        return jdbc.sql(
                                "INSERT INTO job_steps (tenant_id, job_id, step, parent, position, type, status, attempts, started_at,"
                                        + " completed_at) VALUES (:tenant, :job, :step, :parent, " + NEXT_POSITION
                                        + ", :type, :status, 0, :now, :now) ON CONFLICT (job_id, step) DO NOTHING")
                        .param("tenant", run.tenant().value())
                        .param("job", run.job().value())
                        .param("step", place.path())
                        .param("parent", place.parent())
                        .param("position", place.item())
                        .param("type", place.type())
                        .param("status", status.wire())
                        .param("now", now())
                        .update()
                == 1;
    }

    private static void withoutWaitingForTheDisk(JdbcClient jdbc) {
        jdbc.sql("SET LOCAL synchronous_commit TO off").update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Where a row belongs: {@code parent} lists it, {@code item} is its number there if it is an item. */
    record Place(
            String path, @Nullable String parent, @Nullable Integer item, String type) {}

    /** What is written with the step's end. */
    @FunctionalInterface
    interface Also {
        Also NOTHING = jdbc -> {};

        void write(JdbcClient jdbc);
    }
}
