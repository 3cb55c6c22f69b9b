package dev.millrace.schedules;

import dev.millrace.jobs.JobKind;
import dev.millrace.problems.Problem;
import dev.millrace.schedules.Schedule.Action;
import dev.millrace.schedules.Schedule.Draft;
import dev.millrace.schedules.Schedule.Planner;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements on {@code schedules}, each within the caller's tenant transaction. */
record ScheduleRows(JdbcClient jdbc) {
    private static final String LIVE = "SELECT * FROM schedules WHERE deleted_at IS NULL";

    Optional<Schedule> find(ScheduleId id) {
        return jdbc.sql(LIVE + " AND id = :id")
                .param("id", id.value())
                .query(ScheduleRows::schedule)
                .optional();
    }

    List<Schedule> list(@Nullable String name, @Nullable ScheduleId before, int limit) {
        return jdbc.sql(LIVE + " AND (:name::text IS NULL OR name = :name)"
                        + " AND (:before::uuid IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                .param("name", name)
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(ScheduleRows::schedule)
                .list();
    }

    /** Nobody else changes it until this transaction ends. */
    Optional<Schedule> lockIfThere(ScheduleId id) {
        return jdbc.sql(LIVE + " AND id = :id FOR NO KEY UPDATE")
                .param("id", id.value())
                .query(ScheduleRows::schedule)
                .optional();
    }

    Schedule lock(ScheduleId id) {
        return lockIfThere(id).orElseThrow(() -> Problem.notFound("schedule", id));
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    void insert(TenantId tenant, ScheduleId id, Draft draft, Planner planner, Instant now) {
        written(
                        jdbc.sql(
                                "INSERT INTO schedules (tenant_id, id, name, timing, kind, request, plan, note, actor, role,"
                                        + " created_at, updated_at, next_sync_at) VALUES (:tenant, :id, :name, :timing::jsonb, :kind,"
                                        + " :request::json, :plan::json, :note, :actor, :role, :now, :now, :now)"),
                        draft,
                        planner,
                        now)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the name is taken */
    void update(ScheduleId id, Draft draft, Planner planner, Instant now) {
        written(
                        jdbc.sql("UPDATE schedules SET name = :name, timing = :timing::jsonb, kind = :kind,"
                                + " request = :request::json, plan = :plan::json, note = :note, actor = :actor,"
                                + " role = :role, updated_at = :now, version = version + 1, next_sync_at = :now,"
                                + " sync_attempts = 0 WHERE id = :id"),
                        draft,
                        planner,
                        now)
                .param("id", id.value())
                .update();
    }

    void pause(ScheduleId id, @Nullable Instant since, @Nullable String note, Instant now) {
        jdbc.sql("UPDATE schedules SET paused_at = :since::timestamptz, note = :note, updated_at = :now,"
                        + " version = version + 1, next_sync_at = :now, sync_attempts = 0 WHERE id = :id")
                .param("since", since == null ? null : since.atOffset(ZoneOffset.UTC))
                .param("note", note)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    void delete(ScheduleId id, Instant now) {
        jdbc.sql("UPDATE schedules SET deleted_at = :now, next_sync_at = :now, sync_attempts = 0 WHERE id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    private static JdbcClient.StatementSpec written(
            JdbcClient.StatementSpec statement, Draft draft, Planner planner, Instant now) {
        return statement
                .param("name", draft.name())
                .param("timing", Json.write(draft.timing()))
                .param("kind", draft.action().kind().wire())
                .param("request", Json.write(draft.action().request()))
                .param("plan", Json.write(draft.action().plan()))
                .param("note", draft.note())
                .param("actor", planner.actor())
                .param("role", planner.role().name().toLowerCase(Locale.ROOT))
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    static Schedule schedule(ResultSet row, int number) throws SQLException {
        return new Schedule(
                new TenantId(row.getString("tenant_id")),
                new ScheduleId(row.getObject("id", UUID.class)),
                row.getString("name"),
                Json.read(row.getString("timing"), Timing.class),
                new Action(
                        JobKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        Json.parse(row.getString("request")),
                        Json.parse(row.getString("plan"))),
                instant(row, "paused_at"),
                row.getString("note"),
                row.getInt("version"),
                row.getInt("synced"),
                row.getString("sync_error"),
                new Planner(
                        row.getString("actor"),
                        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
