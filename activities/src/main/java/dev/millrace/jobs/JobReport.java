package dev.millrace.jobs;

import dev.millrace.events.EventType;
import dev.millrace.events.NewEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One activity's report of its job, written at most twice a second and at the end. The same metric or log line, told again
 * by a second attempt, is kept once. Thread-safe.
 */
public final class JobReport implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final String step;
    private final Clock clock;
    private final Sink sink;
    private final List<NewEvent> found = new ArrayList<>();
    private Instant written;

    JobReport(String step, Clock clock, Sink sink) {
        this.step = step;
        this.clock = clock;
        this.sink = sink;
        this.written = clock.instant().minus(PERIOD);
    }

    /** One point of a metric's series, such as the loss after iteration {@code at}. */
    public synchronized void metric(String name, long at, double value) {
        if (Double.isFinite(value)) {
            add(new NewEvent(
                    EventType.METRIC,
                    "metric:" + step + ":" + name + ":" + at,
                    Map.of("step", at, "name", name, "value", value)));
        }
        writeIfDue();
    }

    public synchronized void info(String message) {
        log("info", message);
    }

    public synchronized void warn(String message) {
        log("warn", message);
    }

    @Override
    public synchronized void close() {
        write();
    }

    private void log(String level, String message) {
        add(new NewEvent(
                EventType.LOG,
                "log:" + step + ":" + UUID.nameUUIDFromBytes(message.getBytes(StandardCharsets.UTF_8)),
                Map.of("level", level, "message", message, "step", step)));
        writeIfDue();
    }

    private void add(NewEvent event) {
        found.add(event);
    }

    private void writeIfDue() {
        if (!clock.instant().isBefore(written.plus(PERIOD))) {
            write();
        }
    }

    private void write() {
        if (!found.isEmpty()) {
            sink.write(List.copyOf(found));
            found.clear();
        }
        written = clock.instant();
    }

    @FunctionalInterface
    interface Sink {
        void write(List<NewEvent> found);
    }
}
