package dev.millrace.training.algorithm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remembers what a fit tells, keeps every checkpoint, and can end the fit after a number of looks. */
final class RecordingMonitor implements FitMonitor {
    final List<Double> progress = new ArrayList<>();
    final List<Point> metrics = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final AtomicInteger looks = new AtomicInteger();
    private final int threads;
    private final int looksAllowed;
    private final @Nullable Checkpoint start;

    record Point(int step, String name, double value) {}

    private RecordingMonitor(int threads, int looksAllowed, @Nullable Checkpoint start) {
        this.threads = threads;
        this.looksAllowed = looksAllowed;
        this.start = start;
    }

    static RecordingMonitor threads(int threads) {
        return new RecordingMonitor(threads, Integer.MAX_VALUE, null);
    }

    static RecordingMonitor from(Checkpoint start) {
        return new RecordingMonitor(1, Integer.MAX_VALUE, start);
    }

    static RecordingMonitor cancelledAfter(int looks, int threads) {
        return new RecordingMonitor(threads, looks, null);
    }

    Stream<Double> values(String name) {
        return metrics.stream().filter(point -> point.name().equals(name)).map(Point::value);
    }

    @Override
    public void progress(double fraction) {
        progress.add(fraction);
    }

    @Override
    public void metric(int step, String name, double value) {
        metrics.add(new Point(step, name, value));
    }

    @Override
    public void checkpoint(int step, Checkpoint.State state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            state.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkpoints.add(new Checkpoint(step, bytes.toByteArray()));
    }

    @Override
    public Optional<Checkpoint> latestCheckpoint() {
        return Optional.ofNullable(start);
    }

    @Override
    public void throwIfCancelled() {
        if (looks.incrementAndGet() > looksAllowed) {
            throw new CancellationException("cancelled");
        }
    }

    @Override
    public int threads() {
        return threads;
    }
}
