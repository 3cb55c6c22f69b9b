package dev.millrace.audit;

import dev.millrace.audit.ChainReport.Break;
import dev.millrace.audit.ChainReport.Reason;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a tenant's chain from its first entry to its head, a lot at a time, and recomputes every hash. */
public final class AuditVerifier {
    private static final int LOT = 5_000;

    private final TenantTransactions tenants;
    private final AuditChain chain;

    AuditVerifier(TenantTransactions tenants, AuditChain chain) {
        this.tenants = tenants;
        this.chain = chain;
    }

    /**
     * Chains first what waits for it.
     *
     * @param checkpoint an end of this chain that somebody has kept, in which case it must still be part of it
     */
    public ChainReport verify(TenantId tenant, @Nullable Checkpoint checkpoint) {
        while (tenants.in(tenant, jdbc -> chain.advance(jdbc, tenant))) {
            // one lot after the other
        }
        Head head = tenants.in(tenant, AuditVerifier::head);
        Walk walk = new Walk(chain.key(tenant), head.end, checkpoint);
        while (walk.goesOn()) {
            walk.over(tenants.in(tenant, jdbc -> links(jdbc, walk.last.seq(), head.end.seq())));
        }
        Break broken = walk.broken;
        if (broken == null) {
            broken = brokenEnd(tenant, head).orElseGet(() -> loose(tenant).orElse(null));
        }
        return new ChainReport(
                broken == null,
                head.end.seq(),
                walk.checked,
                head.pending,
                walk.last.seq(),
                HexFormat.of().formatHex(walk.last.hash()),
                broken);
    }

    private Optional<Break> brokenEnd(TenantId tenant, Head head) {
        if (!chain.key(tenant).signed(head.signature, head.end)) {
            return Optional.of(new Break(
                    head.end.seq(),
                    null,
                    Reason.HEAD_FORGED,
                    "the head of the chain is not signed by this installation"));
        }
        long seen = chain.seen(tenant);
        return head.end.seq() >= seen
                ? Optional.empty()
                : Optional.of(new Break(
                        head.end.seq(),
                        null,
                        Reason.SET_BACK,
                        "the chain had " + seen + " entries before; it was set back"));
    }

    /** Entries that no chain has and none waits for, and such that were deleted before they were chained. */
    private Optional<Break> loose(TenantId tenant) {
        return tenants.in(
                tenant,
                jdbc -> first(jdbc, """
                        SELECT id FROM audit_log l WHERE tenant_id = current_tenant()
                        AND NOT EXISTS (SELECT FROM audit_chain c WHERE c.tenant_id = l.tenant_id AND c.id = l.id)
                        AND NOT EXISTS (SELECT FROM audit_pending p WHERE p.tenant_id = l.tenant_id AND p.id = l.id) LIMIT 1""")
                        .map(id -> new Break(
                                null,
                                id,
                                Reason.NEVER_CHAINED,
                                "this entry is not in the chain and does not wait for it"))
                        .or(() -> first(jdbc, """
                        SELECT id FROM audit_pending p WHERE tenant_id = current_tenant()
                        AND NOT EXISTS (SELECT FROM audit_log l WHERE l.tenant_id = p.tenant_id AND l.id = p.id) LIMIT 1""")
                                .map(id -> new Break(
                                        null, id, Reason.DELETED, "this entry is gone since before it was chained"))));
    }

    private static Optional<UUID> first(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(UUID.class).optional();
    }

    private static Head head(JdbcClient jdbc) {
        return jdbc.sql("SELECT seq, hash, signature,"
                        + " (SELECT count(*) FROM audit_pending WHERE tenant_id = current_tenant()) pending"
                        + " FROM audit_heads WHERE tenant_id = current_tenant()")
                .query((row, n) -> new Head(
                        new ChainHead(row.getLong("seq"), row.getBytes("hash")),
                        row.getBytes("signature"),
                        row.getLong("pending")))
                .single();
    }

    private static List<Link> links(JdbcClient jdbc, long after, long last) {
        return jdbc.sql("SELECT c.id AS chained, c.seq AS number, " + AuditRows.COLUMNS + " FROM audit_chain c"
                        + " LEFT JOIN audit_log l USING (tenant_id, id) WHERE c.tenant_id = current_tenant()"
                        + " AND c.seq > :after AND c.seq <= :last ORDER BY c.seq LIMIT :lot")
                .param("after", after)
                .param("last", last)
                .param("lot", LOT)
                .query((row, n) -> new Link(
                        row.getLong("number"),
                        row.getObject("chained", UUID.class),
                        row.getBytes("hash"),
                        row.getObject("id") == null ? null : AuditRows.entry(row, n)))
                .list();
    }

    /** An end of the chain as somebody kept it; {@code hash} in hex. */
    public record Checkpoint(long seq, String hash) {}

    private record Head(ChainHead end, byte[] signature, long pending) {}

    /** A row of the chain; without its entry when that is gone. */
    private record Link(
            long seq, UUID id, byte[] hash, @Nullable AuditEntry entry) {}

    /** How far it has come, and the first thing that was wrong. */
    private static final class Walk {
        private final ChainKey key;
        private final ChainHead end;
        private final @Nullable Checkpoint checkpoint;
        private ChainHead last = ChainHead.NONE;
        private long checked;
        private @Nullable Break broken;

        Walk(ChainKey key, ChainHead end, @Nullable Checkpoint checkpoint) {
            this.key = key;
            this.end = end;
            this.checkpoint = checkpoint;
            if (checkpoint != null && checkpoint.seq() > end.seq()) {
                broken = new Break(
                        checkpoint.seq(),
                        null,
                        Reason.CUT_OFF,
                        "the checkpoint's entry is not there: the chain ends at " + end.seq());
            }
        }

        boolean goesOn() {
            return broken == null && last.seq() < end.seq();
        }

        void over(List<Link> lot) {
            if (lot.isEmpty()) {
                broken = new Break(
                        last.seq() + 1, null, Reason.CUT_OFF, "the chain ends here, its head says at " + end.seq());
            }
            for (Link link : lot) {
                broken = wrong(link);
                if (broken != null) {
                    return;
                }
                last = new ChainHead(link.seq(), link.hash());
                checked++;
            }
            if (last.seq() == end.seq() && !MessageDigest.isEqual(last.hash(), end.hash())) {
                broken = new Break(
                        last.seq(), null, Reason.HEAD_FORGED, "the head's hash is not that of the last entry");
            }
        }

        private @Nullable Break wrong(Link link) {
            if (link.seq() != last.seq() + 1) {
                return new Break(last.seq() + 1, null, Reason.GAP, "the chain goes on at " + link.seq());
            }
            if (link.entry() == null) {
                return new Break(link.seq(), link.id(), Reason.DELETED, "the entry is gone");
            }
            if (!key.isHash(link.hash(), last.hash(), link.seq(), link.entry())) {
                return new Break(
                        link.seq(),
                        link.id(),
                        Reason.ALTERED,
                        "the entry, its place or the one before it is not what was chained");
            }
            return checkpoint != null
                            && checkpoint.seq() == link.seq()
                            && !checkpoint
                                    .hash()
                                    .equalsIgnoreCase(HexFormat.of().formatHex(link.hash()))
                    ? new Break(
                            link.seq(),
                            link.id(),
                            Reason.OTHER_CHAIN,
                            "the checkpoint has another hash: this is not the chain it is of")
                    : null;
        }
    }
}
