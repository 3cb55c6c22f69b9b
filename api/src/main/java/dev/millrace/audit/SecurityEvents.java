package dev.millrace.audit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody tried and may not do, counted ({@code ai_security_events_total}) and entered into the audit log of the
 * workspace that it came from. All of it happens beside the request, so that the answer's time tells nothing; a flood is
 * neither looked up nor entered beyond a few a minute and actor.
 */
final class SecurityEvents implements MeterBinder, AutoCloseable {
    private static final int ENTRIES_A_MINUTE = 60;
    private static final int AT_ONCE = 2;
    private static final int ACTORS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(SecurityEvents.class);

    private final AuditAppender audit;
    private final Trespasses trespasses;
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("security-event-", 0).factory());
    private final LoadingCache<String, AtomicInteger> entered = Caffeine.newBuilder()
            .maximumSize(ACTORS)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build(actor -> new AtomicInteger());

    SecurityEvents(AuditAppender audit, Trespasses trespasses) {
        this.audit = audit;
        this.trespasses = trespasses;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        meters.add(registry);
        for (SecurityEvent event : SecurityEvent.values()) {
            counter(event).increment(0);
        }
    }

    /** A request with an API key was answered 401. */
    void refusedSignIn(String secret, String method, String path, @Nullable String trace) {
        beside(
                "key " + secret.hashCode(),
                () -> trespasses.owner(secret).ifPresent(key -> {
                    count(SecurityEvent.REFUSED_SIGN_IN);
                    Act act = new Act(
                            "key:" + key.id(), method + " " + path, path, 401, SecurityEvent.REFUSED_SIGN_IN, trace);
                    audit.append(key.tenant(), act);
                }));
    }

    /** The caller's role does not suffice for what it wants to read. */
    void forbidden(Caller caller, String action, String path, @Nullable String trace) {
        count(SecurityEvent.FORBIDDEN);
        enter(caller, new Act(caller.actor(), action, path, 403, SecurityEvent.FORBIDDEN, trace));
    }

    /** Something was answered 404 that named these ids, which may be another tenant's. */
    void notFound(
            Caller caller,
            String action,
            String path,
            Collection<UUID> ids,
            @Nullable String workspace,
            @Nullable String trace) {
        TenantId tenant = caller.tenant();
        beside("404 " + tenant + " " + caller.actor(), () -> {
            if (trespasses.belongToAnother(tenant, ids, workspace)) {
                count(SecurityEvent.CROSS_TENANT);
                LOG.warn("{} of workspace {} tried {} on what is another's: {}", caller.actor(), tenant, action, path);
                audit.append(tenant, new Act(caller.actor(), action, path, 404, SecurityEvent.CROSS_TENANT, trace));
            }
        });
    }

    void count(SecurityEvent event) {
        counter(event).increment();
    }

    @Override
    public void close() {
        threads.close();
    }

    private void enter(Caller caller, Act act) {
        beside("403 " + caller.tenant() + " " + caller.actor(), () -> audit.append(caller.tenant(), act));
    }

    /** Waits for its place while the request goes on; a flood of one actor's is cut off. */
    private void beside(String actor, Runnable work) {
        if (entered.get(actor).incrementAndGet() > ENTRIES_A_MINUTE) {
            return;
        }
        threads.execute(() -> {
            places.acquireUninterruptibly();
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("a security event could not be entered into the audit log", e);
            } finally {
                places.release();
            }
        });
    }

    private Counter counter(SecurityEvent event) {
        return Counter.builder("ai.security.events")
                .description("What callers tried and may not do")
                .tag("type", event.wire())
                .register(meters);
    }
}
