package dev.millrace.audit;

import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Enters acts and returns once they are in the chain and on disk. Those who come while a tenant's chain is being written
 * wait together and go into the next transaction as one, so that a chain, whose links are made one after the other, does
 * not make its tenant's requests wait one after the other.
 */
public final class AuditAppender {
    private final TenantTransactions tenants;
    private final AuditChain chain;
    private final Map<TenantId, Lane> lanes = new ConcurrentHashMap<>();

    AuditAppender(TenantTransactions tenants, AuditChain chain) {
        this.tenants = tenants;
        this.chain = chain;
    }

    /** @throws RuntimeException of the database's when the act could not be entered */
    public void append(TenantId tenant, Act act) {
        Lane lane = lanes.computeIfAbsent(tenant, key -> new Lane());
        Waiting mine = new Waiting(act);
        lane.waiting.add(mine);
        lane.writing.lock();
        try {
            if (!mine.done) {
                write(tenant, taken(lane));
            }
        } finally {
            lane.writing.unlock();
        }
        mine.requireWritten();
    }

    private void write(TenantId tenant, List<Waiting> together) {
        try {
            tenants.run(tenant, jdbc -> {
                together.forEach(each -> AuditLog.append(jdbc, tenant, each.act));
                var _ = chain.advance(jdbc, tenant);
            });
            together.forEach(each -> each.done = true);
        } catch (RuntimeException e) {
            together.forEach(each -> each.fail(e));
        }
    }

    private static List<Waiting> taken(Lane lane) {
        List<Waiting> together = new ArrayList<>();
        while (together.size() < AuditChain.BATCH) {
            Waiting next = lane.waiting.poll();
            if (next == null) {
                break;
            }
            together.add(next);
        }
        return together;
    }

    /** Where a tenant's requests wait. */
    private static final class Lane {
        private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
        private final ReentrantLock writing = new ReentrantLock();
    }

    /** Read and written under the lane's lock, or by its own thread after that. */
    private static final class Waiting {
        private final Act act;
        private boolean done;
        private @Nullable RuntimeException failure;

        Waiting(Act act) {
            this.act = act;
        }

        private void fail(RuntimeException e) {
            done = true;
            failure = e;
        }

        private void requireWritten() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
