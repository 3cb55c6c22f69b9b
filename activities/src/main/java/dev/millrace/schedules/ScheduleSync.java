package dev.millrace.schedules;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes Temporal agree with the rows. It holds a row's lock while it tells Temporal of it, so that of two versions the newer
 * one is told last, whichever process does it. Any number may run.
 */
final class ScheduleSync {
    private static final int BATCH = 100;
    private static final UUID FIRST = new UUID(0, 0);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final int LAST_DOUBLING = 6;
    private static final Logger log = LoggerFactory.getLogger(ScheduleSync.class);

    private final DispatcherDatabase database;
    private final TenantTransactions transactions;
    private final FiredSchedules temporal;
    private final Clock clock;

    ScheduleSync(DispatcherDatabase database, TenantTransactions transactions, FiredSchedules temporal, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.temporal = temporal;
        this.clock = clock;
    }

    /** Tells Temporal of every change whose time has come; stops when Temporal does not answer. */
    void sweep() {
        for (Ref due : due()) {
            if (!tell(due)) {
                return;
            }
        }
    }

    /** Looks for schedules that Temporal has lost, as after a restore of an older copy of its store. */
    void audit() {
        List<Ref> some = synced(FIRST);
        while (!some.isEmpty()) {
            some.forEach(this::forgetIfLost);
            some = synced(some.getLast().id().value());
        }
    }

    /** False when Temporal does not answer. */
    private boolean tell(Ref ref) {
        return transactions.in(
                ref.tenant(),
                jdbc -> lock(jdbc, ref).map(row -> tell(jdbc, row)).orElse(true));
    }

    private boolean tell(JdbcClient jdbc, Row row) {
        try {
            if (row.deleted()) {
                temporal.remove(row.schedule());
                jdbc.sql("DELETE FROM schedules WHERE id = :id")
                        .param("id", row.schedule().id().value())
                        .update();
            } else {
                temporal.put(row.schedule());
                told(jdbc, row.schedule());
            }
            return true;
        } catch (Problem problem) {
            log.warn("Schedule {} waits for Temporal: {}", row.schedule().id(), problem.detail());
            postpone(jdbc, row, problem);
            return problem.type() != ProblemType.UNAVAILABLE;
        }
    }

    private void forgetIfLost(Ref ref) {
        transactions.run(
                ref.tenant(),
                jdbc -> lock(jdbc, ref)
                        .filter(row -> !row.deleted() && !temporal.has(row.schedule()))
                        .ifPresent(row -> {
                            log.warn("Temporal has lost schedule {}; it is told again", ref.id());
                            jdbc.sql("UPDATE schedules SET synced = 0 WHERE id = :id")
                                    .param("id", ref.id().value())
                                    .update();
                        }));
    }

    private static void told(JdbcClient jdbc, Schedule schedule) {
        jdbc.sql("UPDATE schedules SET synced = :version, sync_error = NULL, sync_attempts = 0 WHERE id = :id")
                .param("version", schedule.version())
                .param("id", schedule.id().value())
                .update();
    }

    private void postpone(JdbcClient jdbc, Row row, Problem problem) {
        jdbc.sql("UPDATE schedules SET sync_attempts = sync_attempts + 1, sync_error = :error, next_sync_at = :next"
                        + " WHERE id = :id")
                .param("error", problem.detail())
                .param("next", clock.instant().plus(delay(row.attempts())).atOffset(ZoneOffset.UTC))
                .param("id", row.schedule().id().value())
                .update();
    }

    private static Duration delay(int attempts) {
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(attempts, LAST_DOUBLING));
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }

    private static Optional<Row> lock(JdbcClient jdbc, Ref ref) {
        return jdbc.sql("SELECT * FROM schedules WHERE id = :id FOR UPDATE SKIP LOCKED")
                .param("id", ref.id().value())
                .query((row, n) -> new Row(
                        ScheduleRows.schedule(row, n),
                        row.getInt("sync_attempts"),
                        row.getObject("deleted_at") != null))
                .optional();
    }

    private List<Ref> due() {
        return database.jdbc()
                .sql("SELECT tenant_id, id FROM schedules WHERE (synced < version OR deleted_at IS NOT NULL)"
                        + " AND next_sync_at <= :now ORDER BY next_sync_at LIMIT :batch")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query(ScheduleSync::ref)
                .list();
    }

    private List<Ref> synced(UUID after) {
        return database.jdbc()
                .sql("SELECT tenant_id, id FROM schedules WHERE synced = version AND deleted_at IS NULL"
                        + " AND id > :after ORDER BY id LIMIT :batch")
                .param("after", after)
                .param("batch", BATCH)
                .query(ScheduleSync::ref)
                .list();
    }

    private static Ref ref(ResultSet row, int number) throws SQLException {
        return new Ref(new TenantId(row.getString("tenant_id")), new ScheduleId(row.getObject("id", UUID.class)));
    }

    private record Ref(TenantId tenant, ScheduleId id) {}

    private record Row(Schedule schedule, int attempts, boolean deleted) {}
}
