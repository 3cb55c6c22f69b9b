package dev.millrace.erasure;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.audit.AuditLog;
import dev.millrace.erasure.Erasure.Certificate;
import dev.millrace.erasure.Erasure.Found;
import dev.millrace.payloads.TenantKeys;
import dev.millrace.security.Keyset;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Erases workspaces: schedules and runs, then the key, by which whatever was left of the runs' payloads becomes unreadable,
 * all rows, and artifacts. Each part may be done again, so a round that is broken off is simply begun anew.
 */
final class Eraser {
    private static final int ROWS_AT_ONCE = 20_000;
    private static final int OK = 200;

    private final TenantTransactions tenants;
    private final TenantRuns runs;
    private final ArtifactStore artifacts;
    private final TenantKeys keys;
    private final Consumer<TenantId> caches;
    private final Keyset keyset;
    private final Clock clock;

    /** @param caches forgets what this process and Redis remember of a tenant */
    Eraser(
            TenantTransactions tenants,
            TenantRuns runs,
            ArtifactStore artifacts,
            TenantKeys keys,
            Consumer<TenantId> caches,
            Keyset keyset,
            Clock clock) {
        this.tenants = tenants;
        this.runs = runs;
        this.artifacts = artifacts;
        this.keys = keys;
        this.caches = caches;
        this.keyset = keyset;
        this.clock = clock;
    }

    /** Does all there is to do; answers what it found. Throws when Temporal does not answer, after all else is done. */
    Found erase(TenantId tenant) {
        Found head = auditHead(tenant);
        Round stopped = stop(tenant);
        caches.accept(tenant);
        long rows = rows(tenant);
        keys.forget(tenant);
        long files = artifacts.erase(tenant);
        // What was being written meanwhile.
        rows += rows(tenant);
        if (stopped.outage != null) {
            throw stopped.outage;
        }
        return new Found(rows, files, stopped.runs, stopped.schedules, head.auditSeq(), head.auditHash());
    }

    /** Says that the workspace is erased: on its own row, which remains, and in the audit log of those who asked for it. */
    Certificate certify(Erasure erasure, Found found) {
        Certificate certificate = certificate(erasure, found, clock.instant());
        tenants.run(
                erasure.workspace(),
                jdbc -> jdbc.sql("UPDATE workspaces SET name = '', erased_at = coalesce(erased_at, now())"
                                + " WHERE tenant_id = current_tenant()")
                        .update());
        String resource = "/api/v1/workspaces/" + erasure.workspace() + "/erasure signed " + certificate.signature();
        tenants.run(
                erasure.asker(),
                jdbc -> AuditLog.append(jdbc, erasure.asker(), "millrace", "WORKSPACE ERASED", resource, OK, null));
        return certificate;
    }

    private Round stop(TenantId tenant) {
        try {
            return new Round(runs.deleteSchedules(tenant), runs.deleteRuns(tenant), null);
        } catch (RuntimeException outage) {
            return new Round(0, 0, outage);
        }
    }

    private long rows(TenantId tenant) {
        long total = 0;
        long deleted;
        do {
            deleted = tenants.in(
                    tenant,
                    jdbc -> jdbc.sql("SELECT erase_rows(:most)")
                            .param("most", ROWS_AT_ONCE)
                            .query((row, n) -> row.getLong(1))
                            .single());
            total += deleted;
        } while (deleted > 0);
        return total;
    }

    private Found auditHead(TenantId tenant) {
        return tenants.in(
                tenant,
                (JdbcClient jdbc) -> jdbc.sql("SELECT seq, hash FROM audit_heads WHERE tenant_id = current_tenant()")
                        .query((row, n) -> new Found(
                                0, 0, 0, 0, row.getLong("seq"), HexFormat.of().formatHex(row.getBytes("hash"))))
                        .optional()
                        .orElse(Found.NOTHING));
    }

    private Certificate certificate(Erasure erasure, Found found, Instant now) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("statement", "the workspace is erased: its key, rows, artifacts, schedules and runs");
        statement.put("workspace", erasure.workspace().value());
        statement.put("asked_by", erasure.askedBy());
        statement.put("asked_at", erasure.askedAt().toString());
        statement.put("completed_at", now.toString());
        statement.put("found", Json.tree(found));
        String text = Json.write(statement);
        byte[] signature = keyset.sign(text.getBytes(StandardCharsets.UTF_8));
        return new Certificate(text, Base64.getEncoder().encodeToString(signature));
    }

    private record Round(
            long schedules, long runs, @Nullable RuntimeException outage) {}
}
