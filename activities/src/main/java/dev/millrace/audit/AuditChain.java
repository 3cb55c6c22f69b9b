package dev.millrace.audit;

import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives entries their numbers, without a gap, and a keyed hash over each and the one before it, under the lock of the
 * tenant's head: an entry that is deleted, changed or moved later breaks the chain there. What the head was at last is
 * remembered, so that a database set back under a running process is noticed, and written to the log now and then.
 */
final class AuditChain {
    static final int BATCH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
    private static final Logger CHECKPOINTS = LoggerFactory.getLogger("dev.millrace.audit.checkpoints");

    private final Keyset keyset;
    private final NamedParameterJdbcTemplate batches;
    private final Map<TenantId, ChainHead> ends = new ConcurrentHashMap<>();
    private final Map<TenantId, Long> logged = new ConcurrentHashMap<>();

    AuditChain(Keyset keyset, NamedParameterJdbcTemplate batches) {
        this.keyset = keyset;
        this.batches = batches;
    }

    ChainKey key(TenantId tenant) {
        return new ChainKey(keyset, tenant);
    }

    /** The highest number that this process has given or met. */
    long seen(TenantId tenant) {
        return ends.getOrDefault(tenant, ChainHead.NONE).seq();
    }

    /** Chains at most {@link #BATCH} entries, in the tenant's transaction; answers whether there may be more. */
    boolean advance(JdbcClient jdbc, TenantId tenant) {
        ChainKey key = key(tenant);
        ChainHead head = lock(jdbc, tenant, key);
        warnOfSetback(tenant, head);
        List<AuditEntry> pending = pending(jdbc);
        if (pending.isEmpty()) {
            return false;
        }
        ChainHead last = chain(tenant, key, head, pending);
        jdbc.sql("UPDATE audit_heads SET seq = :seq, hash = :hash, signature = :signature, at = now()"
                        + " WHERE tenant_id = current_tenant()")
                .param("seq", last.seq())
                .param("hash", last.hash())
                .param("signature", key.sign(last))
                .update();
        remember(tenant, last);
        return pending.size() == BATCH;
    }

    static @Nullable ChainHead head(JdbcClient jdbc) {
        return jdbc.sql("SELECT seq, hash FROM audit_heads WHERE tenant_id = current_tenant()")
                .query((row, n) -> new ChainHead(row.getLong("seq"), row.getBytes("hash")))
                .optional()
                .orElse(null);
    }

    /** Writes to the log where the chains end that have grown since: a witness that the database's owner cannot change. */
    void checkpoints() {
        ends.forEach((tenant, head) -> {
            if (head.seq() > logged.getOrDefault(tenant, 0L)) {
                logged.put(tenant, head.seq());
                CHECKPOINTS.info(
                        "audit checkpoint: workspace={} seq={} hash={}",
                        tenant,
                        head.seq(),
                        HexFormat.of().formatHex(head.hash()));
            }
        });
    }

    void forget(TenantId tenant) {
        ends.remove(tenant);
        logged.remove(tenant);
    }

    private ChainHead chain(TenantId tenant, ChainKey key, ChainHead head, List<AuditEntry> entries) {
        ChainHead last = head;
        MapSqlParameterSource[] links = new MapSqlParameterSource[entries.size()];
        MapSqlParameterSource[] done = new MapSqlParameterSource[entries.size()];
        for (int i = 0; i < links.length; i++) {
            AuditEntry entry = entries.get(i);
            long seq = last.seq() + 1;
            last = new ChainHead(seq, key.hash(last.hash(), seq, entry));
            links[i] = new MapSqlParameterSource(Map.of("tenant", tenant.value(), "id", entry.id()))
                    .addValue("seq", seq)
                    .addValue("hash", last.hash());
            done[i] = new MapSqlParameterSource("id", entry.id());
        }
        batches.batchUpdate(
                "INSERT INTO audit_chain (tenant_id, seq, id, hash) VALUES (:tenant, :seq, :id, :hash)", links);
        batches.batchUpdate("DELETE FROM audit_pending WHERE id = :id AND tenant_id = current_tenant()", done);
        return last;
    }

    private static ChainHead lock(JdbcClient jdbc, TenantId tenant, ChainKey key) {
        jdbc.sql("INSERT INTO audit_heads (tenant_id, seq, hash, signature) VALUES (:tenant, 0, :hash, :signature)"
                        + " ON CONFLICT DO NOTHING")
                .param("tenant", tenant.value())
                .param("hash", ChainHead.NONE.hash())
                .param("signature", key.sign(ChainHead.NONE))
                .update();
        return jdbc.sql("SELECT seq, hash FROM audit_heads WHERE tenant_id = current_tenant() FOR UPDATE")
                .query((row, n) -> new ChainHead(row.getLong("seq"), row.getBytes("hash")))
                .single();
    }

    private void warnOfSetback(TenantId tenant, ChainHead head) {
        long before = seen(tenant);
        if (head.seq() < before) {
            LOG.error(
                    "the audit chain of workspace {} ends at entry {}, but it had {} entries: it was cut off or set back",
                    tenant,
                    head.seq(),
                    before);
        }
        remember(tenant, head);
    }

    private void remember(TenantId tenant, ChainHead head) {
        ends.merge(tenant, head, (one, other) -> one.seq() >= other.seq() ? one : other);
    }

    private static List<AuditEntry> pending(JdbcClient jdbc) {
        return jdbc.sql("SELECT " + AuditRows.COLUMNS + " FROM audit_pending p JOIN audit_log l USING (tenant_id, id)"
                        + " LEFT JOIN audit_chain c USING (tenant_id, id)"
                        + " WHERE p.tenant_id = current_tenant() AND c.seq IS NULL ORDER BY p.id LIMIT :batch")
                .param("batch", BATCH)
                .query(AuditRows::entry)
                .list();
    }
}
