package dev.millrace.audit;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reads the audit log. */
public final class AuditEntries {
    private static final int LOT = 2_000;
    private static final String NARROWED = """
            l.tenant_id = current_tenant()
            AND (:actor::text IS NULL OR l.actor = :actor)
            AND (:action::text IS NULL OR l.action = :action)
            AND (:status::int IS NULL OR l.status = :status)
            AND (:event::text IS NULL OR l.event = :event)
            AND (:since::timestamptz IS NULL OR l.at >= :since)
            AND (:until::timestamptz IS NULL OR l.at < :until)
            AND (:text::text IS NULL OR strpos(lower(l.actor || ' ' || l.action || ' ' || l.resource), lower(:text)) > 0)
            """;

    private final TenantTransactions tenants;

    AuditEntries(TenantTransactions tenants) {
        this.tenants = tenants;
    }

    /** At most {@code limit} entries older than {@code before}, newest first. */
    public List<AuditEntry> list(TenantId tenant, AuditQuery query, int limit, @Nullable UUID before) {
        return tenants.in(
                tenant,
                jdbc -> narrowed(
                                jdbc,
                                "SELECT " + AuditRows.COLUMNS
                                        + " FROM audit_log l LEFT JOIN audit_chain c USING (tenant_id, id) WHERE "
                                        + NARROWED
                                        + " AND (:before::uuid IS NULL OR l.id < :before) ORDER BY l.id DESC LIMIT :limit",
                                query)
                        .param("before", before)
                        .param("limit", limit)
                        .query(AuditRows::entry)
                        .list());
    }

    /** Hands over the chained entries that were asked for, in the order of the chain, a lot at a time. */
    public void each(TenantId tenant, AuditQuery query, Consumer<ChainedEntry> reader) {
        long after = 0;
        List<ChainedEntry> lot;
        do {
            lot = chained(tenant, query, after);
            lot.forEach(reader);
            after = lot.isEmpty() ? after : lot.getLast().seq();
        } while (lot.size() == LOT);
    }

    private List<ChainedEntry> chained(TenantId tenant, AuditQuery query, long after) {
        return tenants.in(
                tenant,
                jdbc -> narrowed(
                                jdbc,
                                "SELECT " + AuditRows.COLUMNS
                                        + " FROM audit_chain c JOIN audit_log l USING (tenant_id, id) WHERE " + NARROWED
                                        + " AND c.seq > :after ORDER BY c.seq LIMIT :lot",
                                query)
                        .param("after", after)
                        .param("lot", LOT)
                        .query((row, n) -> new ChainedEntry(
                                AuditRows.entry(row, n),
                                row.getLong("seq"),
                                HexFormat.of().formatHex(row.getBytes("hash"))))
                        .list());
    }

    private static StatementSpec narrowed(JdbcClient jdbc, String sql, AuditQuery query) {
        return jdbc.sql(sql)
                .param("actor", query.actor())
                .param("action", query.action())
                .param("status", query.status())
                .param("event", query.event() == null ? null : query.event().wire())
                .param("since", utc(query.since()))
                .param("until", utc(query.until()))
                .param("text", query.text());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** An entry with its place in the chain and its hash in hex. */
    public record ChainedEntry(AuditEntry entry, long seq, String hash) {}
}
