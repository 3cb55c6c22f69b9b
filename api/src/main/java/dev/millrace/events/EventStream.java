package dev.millrace.events;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a job's events as server-sent events (WHATWG HTML, section 9.2). Each reader has its virtual thread and, between
 * reads, no connection to the database, so that a slow one holds nothing but itself.
 */
@Component
public final class EventStream implements SmartLifecycle {
    private static final int BATCH = 500;
    private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled");
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final JobEvents events;
    private final EventWaiter waiter;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration heartbeat;
    private volatile boolean running;

    EventStream(
            JobEvents events,
            EventWaiter waiter,
            JsonMapper json,
            Clock clock,
            @Value("${millrace.events.heartbeat:PT15S}") Duration heartbeat) {
        this.events = events;
        this.waiter = waiter;
        this.json = json;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /** Returns when the final event was sent, the client has gone or the process ends. */
    public void send(TenantId tenant, UUID job, @Nullable String lastEventId, HttpServletResponse response) {
        long last = lastEventId(lastEventId);
        // Read before the answer begins, so that a database that is down is still told by a status.
        events.read(tenant, job, last, 1);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try (EventWaiter.Subscription news = waiter.subscribe(job)) {
            response.flushBuffer();
            follow(tenant, job, last, news, response.getOutputStream());
        } catch (IOException | DataAccessException | TransactionException e) {
            // The client has gone, or will come back by itself, as the protocol has it, and resume.
            log.debug("the stream of job {} broke off", job, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(TenantId tenant, UUID job, long after, EventWaiter.Subscription news, ServletOutputStream out)
            throws IOException, InterruptedException {
        long last = after;
        Instant sent = clock.instant();
        while (running) {
            List<JobEvent> found = events.read(tenant, job, last, BATCH);
            for (JobEvent event : found) {
                out.write(frame(event));
                last = event.id();
            }
            if (!found.isEmpty()) {
                out.flush();
                sent = clock.instant();
            }
            if (isOver(tenant, job, last, found)) {
                return;
            }
            if (!sent.plus(heartbeat).isAfter(clock.instant())) {
                out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                sent = clock.instant();
            }
            if (found.size() < BATCH) {
                news.await(LOOK_AGAIN);
            }
        }
    }

    /** The final event was sent; or, on resuming after it, there is nothing more to come. */
    private boolean isOver(TenantId tenant, UUID job, long last, List<JobEvent> found) {
        return found.isEmpty()
                ? events.hasEnded(tenant, job, last)
                : found.stream().anyMatch(EventStream::isFinal) && found.size() < BATCH;
    }

    private static boolean isFinal(JobEvent event) {
        return event.type() == EventType.STATUS
                && FINAL.contains(event.data().path("status").asString(""));
    }

    private byte[] frame(JobEvent event) {
        String data = json.writeValueAsString(new Frame(event.id(), event.type(), event.at(), event.data()));
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(event.id(), event.type().wire(), data)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long lastEventId(@Nullable String header) {
        try {
            long id = header == null || header.isBlank() ? 0 : Long.parseLong(header.strip());
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a negative one.
        }
        throw Problem.malformed("Last-Event-ID", "Last-Event-ID is the id of an event of this job, a whole number");
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for its requests to end. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** An event as it is sent, the same here as on a WebSocket. */
    record Frame(long id, EventType type, Instant at, Object data) {}
}
