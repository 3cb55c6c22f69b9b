package dev.millrace.payloads;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TenantTransactions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys of tenants' payloads: one for each, made when it is first needed, kept in the database closed, and in memory
 * while it is in use. A key that is used is looked up again every ten seconds, on another thread; one that nobody used for
 * a minute is forgotten. So the first payload of a tenant, alone, waits for the database.
 */
public final class TenantKeys implements AutoCloseable {
    private static final Duration LOOKED_UP = Duration.ofSeconds(10);
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);
    private static final int KEPT = 10_000;
    private static final int KEY_BYTES = 32;

    /** Less than the second after which the SDK takes a workflow's thread for deadlocked. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final TenantTransactions tenants;
    private final KeyWrap wrap;
    private final SecureRandom random = new SecureRandom();
    // Never the caller's thread, which may be in a transaction of its own.
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("tenant-key-", 0).factory());
    private final AsyncLoadingCache<TenantId, Optional<DataKey>> keys;

    public TenantKeys(TenantTransactions tenants, Keyset keyset) {
        this.tenants = tenants;
        this.wrap = new KeyWrap(keyset);
        this.keys = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .executor(threads)
                .refreshAfterWrite(LOOKED_UP)
                .expireAfterAccess(FORGOTTEN)
                .buildAsync(this::load);
    }

    /** @throws Problem UNAVAILABLE when there is none: the workspace is erased, or the database does not answer */
    DataKey of(TenantId tenant) {
        CompletableFuture<Optional<DataKey>> loading = keys.get(tenant);
        try {
            return loading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .orElseThrow(() -> unavailable(
                            "the key of workspace " + tenant + " is destroyed, for the workspace is erased"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while the key of workspace " + tenant + " was read");
        } catch (TimeoutException e) {
            throw unavailable("the database does not give the key of workspace " + tenant + " at the moment");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem
                    ? problem
                    : unavailable("the key of workspace " + tenant + " cannot be read: " + e.getCause());
        }
    }

    /** Removes the key from this process' memory; it is for the database to destroy it. */
    public void forget(TenantId tenant) {
        keys.synchronous().invalidate(tenant);
    }

    /** Empty, so that a refresh forgets it, when the key is destroyed. */
    private Optional<DataKey> load(TenantId tenant) {
        return tenants.in(
                tenant,
                jdbc -> stored(jdbc, tenant).or(() -> {
                    make(jdbc, tenant);
                    return stored(jdbc, tenant);
                }));
    }

    private Optional<DataKey> stored(JdbcClient jdbc, TenantId tenant) {
        return jdbc.sql("SELECT id, wrapped FROM tenant_keys WHERE tenant_id = current_tenant()")
                .query((row, n) -> opened(jdbc, tenant, row.getObject("id", UUID.class), row.getBytes("wrapped")))
                .optional();
    }

    private DataKey opened(JdbcClient jdbc, TenantId tenant, UUID id, byte[] wrapped) {
        KeyWrap.Opened opened = wrap.open(tenant, id, wrapped)
                .orElseThrow(
                        () -> unavailable(
                                "the key of workspace " + tenant
                                        + " was closed by a key that MILLRACE_KEYSET does not hold any more: it must keep its old keys"));
        if (!opened.byPrimary()) {
            jdbc.sql("UPDATE tenant_keys SET wrapped = :wrapped WHERE id = :id")
                    .param("wrapped", wrap.close(tenant, id, opened.key()))
                    .param("id", id)
                    .update();
        }
        return new DataKey(id, KeyWrap.aead(opened.key()));
    }

    private void make(JdbcClient jdbc, TenantId tenant) {
        UUID id = UUID.randomUUID();
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        jdbc.sql("INSERT INTO tenant_keys (tenant_id, id, wrapped) SELECT tenant_id, :id, :wrapped FROM workspaces"
                        + " WHERE tenant_id = current_tenant() AND erasing_at IS NULL ON CONFLICT DO NOTHING")
                .param("id", id)
                .param("wrapped", wrap.close(tenant, id, key))
                .update();
    }

    private static Problem unavailable(String detail) {
        return new Problem(ProblemType.UNAVAILABLE, detail);
    }

    @Override
    public void close() {
        threads.close();
    }
}
