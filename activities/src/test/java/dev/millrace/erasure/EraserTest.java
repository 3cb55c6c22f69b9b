package dev.millrace.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.audit.AuditLog;
import dev.millrace.payloads.TenantKeys;
import dev.millrace.problems.Problem;
import dev.millrace.security.ApiKeys;
import dev.millrace.security.Keyset;
import dev.millrace.security.Keysets;
import dev.millrace.security.Role;
import dev.millrace.tenancy.DatabaseUrl;
import dev.millrace.tenancy.DispatcherDatabase;
import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import dev.millrace.tenancy.Workspaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class EraserTest {
    private final TestDatabase database = TestDatabase.get();
    private final TenantId asker = database.workspace();
    private final TenantId tenant = database.workspace();
    private final TenantId other = database.workspace();
    private final Keyset keyset = Keyset.parse(Keysets.generate());
    private final Erasures erasures = new Erasures(database.transactions());
    private final AtomicBoolean temporalIsDown = new AtomicBoolean();
    private final LocalArtifactStore artifacts;
    private final ErasureLoop loop;

    EraserTest(@TempDir Path folder) {
        artifacts = new LocalArtifactStore(folder, Clock.systemUTC());
        Eraser eraser = new Eraser(
                database.transactions(),
                new Temporal(),
                artifacts,
                new TenantKeys(database.transactions(), keyset),
                tenant -> {},
                keyset,
                Clock.systemUTC());
        loop = new ErasureLoop(new DispatcherDatabase(DatabaseUrl.parse(database.dispatcherUrl())), eraser);
    }

    @Test
    void leavesNoRowOfAWorkspaceInAnyTableAndTouchesNoOther() {
        fill(tenant);
        fill(other);
        erasures.ask(asker, "ann", tenant);
        loop.sweep();

        for (String table : tenantTables()) {
            long left = rows(table, tenant);
            assertThat(left).as(table).isEqualTo(table.equals("workspaces") ? 1 : 0);
        }
        assertThat(rows("jobs", other)).isEqualTo(1);
        assertThat(rows("api_keys", other)).isEqualTo(1);
        assertThat(artifacts.tenants()).doesNotContain(tenant).contains(other);
    }

    @Test
    void everyTableWithATenantIsOneThatErasingKnows() {
        List<String> known = database.superuser()
                .sql("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'own_tenant'")
                .query((row, n) -> row.getString(1))
                .list();
        assertThat(known).containsAll(tenantTables());
    }

    @Test
    void certifiesWhatItDid() {
        fill(tenant);
        erasures.ask(asker, "ann", tenant);
        loop.sweep();

        Erasure done = erasures.get(asker, tenant);
        assertThat(done.completedAt()).isNotNull();
        assertThat(done.found().rows()).isGreaterThan(4);
        assertThat(done.found().artifacts()).isEqualTo(1);
        Erasure.Certificate certificate = Objects.requireNonNull(done.certificate());
        assertThat(keyset.signed(
                        Base64.getDecoder().decode(certificate.signature()),
                        certificate.statement().getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        long told = database.superuser()
                .sql("SELECT count(*) FROM audit_log WHERE action = 'WORKSPACE ERASED' AND tenant_id = '" + asker + "'")
                .query((row, n) -> row.getLong(1))
                .single();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void goesOnUntilTemporalHasAnswered() {
        erasures.ask(asker, "ann", tenant);
        temporalIsDown.set(true);
        loop.sweep();
        assertThat(erasures.get(asker, tenant).completedAt()).isNull();
        temporalIsDown.set(false);
        database.superuser()
                .sql("UPDATE erasures SET next_at = now() WHERE workspace = '" + tenant + "'")
                .update();
        loop.sweep();
        assertThat(erasures.get(asker, tenant).completedAt()).isNotNull();
    }

    @Test
    void closesTheWorkspaceAtOnceAndAskingAgainChangesNothing() {
        ApiKeys keys = new ApiKeys(database.transactions(), database.application(), Clock.systemUTC());
        String secret = keys.create(tenant, "k", Role.ADMIN, null).secret();
        Erasure first = erasures.ask(asker, "ann", tenant);
        assertThat(keys.owner(secret)).isEmpty();
        assertThat(erasures.ask(asker, "bob", tenant)).isEqualTo(first);
    }

    @Test
    void refusesWhatMayNotBeErased() {
        for (TenantId id : List.of(asker, Workspaces.DEFAULT, new TenantId("no-such-workspace"))) {
            assertThatThrownBy(() -> erasures.ask(asker, "ann", id)).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> database.transactions().run(other, jdbc -> {
                    var _ = jdbc.sql("SELECT erase_rows(10)")
                            .query(Object.class)
                            .list();
                }))
                .as("a workspace that nobody closed")
                .isInstanceOf(DataAccessException.class);
    }

    private void fill(TenantId id) {
        new ApiKeys(database.transactions(), database.application(), Clock.systemUTC())
                .create(id, "k", Role.ADMIN, null);
        new AuditLog(database.transactions()).append(id, "a", "POST /x", "/x", 200, null);
        artifacts.put(id, ("of " + id).getBytes(StandardCharsets.UTF_8));
        database.transactions().run(id, jdbc -> {
            var job = Ids.next();
            jdbc.sql("INSERT INTO jobs (id, tenant_id, kind, name, status, request, workflow_id, created_by)"
                            + " VALUES (:id, :tenant, 'training', 'n', 'queued', '{}', :workflow, 'a')")
                    .param("id", job)
                    .param("tenant", id.value())
                    .param("workflow", "training." + id + "." + job)
                    .update();
            jdbc.sql("INSERT INTO job_events (tenant_id, job_id, id, key, type, data)"
                            + " VALUES (:tenant, :job, 1, 'k', 'log', '{}')")
                    .param("tenant", id.value())
                    .param("job", job)
                    .update();
        });
    }

    private long rows(String table, TenantId id) {
        return database.superuser()
                .sql("SELECT count(*) FROM " + table + " WHERE tenant_id = '" + id + "'")
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private List<String> tenantTables() {
        return database.superuser()
                .sql("SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " WHERE a.attname = 'tenant_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                        + " AND c.relnamespace = 'public'::regnamespace")
                .query((row, n) -> row.getString(1))
                .list();
    }

    private final class Temporal implements TenantRuns {
        @Override
        public long deleteSchedules(TenantId id) {
            return 0;
        }

        @Override
        public long deleteRuns(TenantId id) {
            if (temporalIsDown.get()) {
                throw new IllegalStateException("Temporal does not answer");
            }
            return 1;
        }
    }
}
