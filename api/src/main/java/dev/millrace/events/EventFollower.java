package dev.millrace.events;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads a job's events as they come, for one reader on a thread of its own, which holds no connection to the database between
 * reads. Nothing is read before what was read before has been sent, so that a slow reader holds nothing but itself.
 */
@Component
final class EventFollower implements SmartLifecycle {
    private static final int BATCH = 500;
    private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled");
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final JobEvents events;
    private final EventWaiter waiter;
    private final Clock clock;
    private final Duration heartbeat;
    private volatile boolean running;

    EventFollower(
            JobEvents events,
            EventWaiter waiter,
            Clock clock,
            @Value("${millrace.events.heartbeat:PT15S}") Duration heartbeat) {
        this.events = events;
        this.waiter = waiter;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /** Answers true when the final event was sent, false when the process ends. */
    boolean follow(TenantId tenant, UUID job, long after, EventSink sink) throws IOException, InterruptedException {
        try (EventWaiter.Subscription news = waiter.subscribe(job)) {
            return follow(tenant, job, after, news, sink);
        }
    }

    private boolean follow(TenantId tenant, UUID job, long after, EventWaiter.Subscription news, EventSink sink)
            throws IOException, InterruptedException {
        long last = after;
        Instant sent = clock.instant();
        while (running) {
            List<JobEvent> found = events.read(tenant, job, last, BATCH);
            if (!found.isEmpty()) {
                sink.send(found);
                last = found.getLast().id();
                sent = clock.instant();
            }
            if (isOver(tenant, job, last, found)) {
                return true;
            }
            if (!sent.plus(heartbeat).isAfter(clock.instant())) {
                sink.stillHere();
                sent = clock.instant();
            }
            if (found.size() < BATCH) {
                news.await(LOOK_AGAIN);
            }
        }
        return false;
    }

    /** The final event was sent; or, on resuming after it, there is nothing more to come. */
    private boolean isOver(TenantId tenant, UUID job, long last, List<JobEvent> found) {
        return found.isEmpty()
                ? events.hasEnded(tenant, job, last)
                : found.stream().anyMatch(EventFollower::isFinal) && found.size() < BATCH;
    }

    private static boolean isFinal(JobEvent event) {
        return event.type() == EventType.STATUS
                && FINAL.contains(event.data().path("status").asString(""));
    }

    /**
     * @param name of the header or parameter that holds it
     * @throws Problem when it is no id; absent is 0
     */
    static long lastEventId(String name, @Nullable String text) {
        try {
            long id = text == null || text.isBlank() ? 0 : Long.parseLong(text.strip());
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a negative one.
        }
        throw Problem.malformed(name, name + " is the id of an event of this job, a whole number");
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

    /** Where the events go. */
    interface EventSink {
        /** Returns when they are on their way. */
        void send(List<JobEvent> events) throws IOException;

        /** Nothing has happened for a while. */
        void stillHere() throws IOException;
    }
}
