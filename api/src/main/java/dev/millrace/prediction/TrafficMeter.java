package dev.millrace.prediction;

import dev.millrace.tenancy.Ids;
import dev.millrace.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Counts this process's online requests by minute, and writes the counts where those of all processes are added up. */
@Component
final class TrafficMeter {
    /** While the database is down; then new minutes and versions are not counted any more. */
    private static final int MOST_CELLS = 10_000;

    private final UUID node = Ids.next();
    private final PredictionCounts counts;
    private final Clock clock;
    private final ConcurrentMap<Key, Cell> cells = new ConcurrentHashMap<>();

    TrafficMeter(PredictionCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    void answered(Traffic traffic, int rows, double millis) {
        count(traffic, rows, 0, millis);
    }

    void failed(Traffic traffic, double millis) {
        count(traffic, 0, 1, millis);
    }

    /** Writes what changed since the last time; what cannot be written is kept. */
    synchronized void flush() {
        Instant now = minute();
        Map<TenantId, List<Map.Entry<Key, Cell>>> changed = cells.entrySet().stream()
                .filter(entry -> entry.getValue().changed())
                .collect(Collectors.groupingBy(entry -> entry.getKey().traffic().tenant()));
        changed.forEach((tenant, entries) -> {
            var minutes = entries.stream()
                    .map(entry -> new PredictionCounts.Minute(
                            entry.getKey().traffic(),
                            entry.getKey().minute(),
                            entry.getValue().sum()))
                    .toList();
            counts.write(tenant, node, minutes);
            for (int i = 0; i < entries.size(); i++) {
                entries.get(i).getValue().written(minutes.get(i).count().requests());
            }
        });
        // A request that began in a minute is counted when it ends, so only what is long over is forgotten.
        cells.entrySet()
                .removeIf(entry -> entry.getKey().minute().isBefore(now.minus(1, ChronoUnit.MINUTES))
                        && !entry.getValue().changed());
    }

    private void count(Traffic traffic, int rows, int errors, double millis) {
        Key key = new Key(traffic, minute());
        Cell cell = cells.size() < MOST_CELLS ? cells.computeIfAbsent(key, k -> new Cell()) : cells.get(key);
        if (cell != null) {
            cell.add(rows, errors, millis);
        }
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private record Key(Traffic traffic, Instant minute) {}

    private static final class Cell {
        private long requests;
        private long errors;
        private long rows;
        private long written;
        private final Latencies latencies = new Latencies();

        synchronized void add(int moreRows, int moreErrors, double millis) {
            requests++;
            rows += moreRows;
            errors += moreErrors;
            latencies.add(millis);
        }

        synchronized boolean changed() {
            return requests != written;
        }

        synchronized TrafficCount sum() {
            return new TrafficCount(requests, errors, rows, Latencies.of(latencies.buckets()));
        }

        synchronized void written(long upTo) {
            written = upTo;
        }
    }
}
