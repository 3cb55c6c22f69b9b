package dev.millrace.standalone.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process that is started again, with the same command, whenever it ends before it is stopped. */
public final class SupervisedChild implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedChild.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration STEADY = Duration.ofSeconds(30);
    private static final int FAILED_STARTS_ALLOWED = 5;
    private static final int POLL_MILLIS = 40;
    private static final int LOG_TAIL_LINES = 12;

    private final ChildSpec spec;
    private @Nullable Process process;
    private boolean stopping;
    private int endedInARow;
    private long launchedNanos;

    private SupervisedChild(ChildSpec spec) {
        this.spec = spec;
    }

    /**
     * Starts the child and waits until it is ready.
     *
     * @throws CannotStart with the end of the child's log, when it keeps ending or is not ready in time
     */
    public static SupervisedChild start(ChildSpec spec, BooleanSupplier ready, Duration patience) {
        var child = new SupervisedChild(spec);
        child.launch();
        child.awaitReady(ready, patience);
        return child;
    }

    /** Stops the child of a parent that was killed, if there is one; says whether there was. */
    public static boolean stopLeftover(ChildSpec spec) {
        var leftover = spec.pidFile().survivor();
        leftover.ifPresent(process -> {
            LOG.info("stopping {} (process {}), left over from a start that was killed", spec.name(), process.pid());
            spec.stopSignal().stop(process, STOP_GRACE);
        });
        return leftover.isPresent();
    }

    public synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    @Override
    public void close() {
        Process last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        if (last != null) {
            spec.stopSignal().stop(last.toHandle(), STOP_GRACE);
        }
        spec.pidFile().delete();
    }

    private synchronized void launch() {
        if (stopping) {
            return;
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(spec.command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            Process started = builder.start();
            started.getOutputStream().close();
            spec.pidFile().write(started.toHandle(), spec.data());
            process = started;
            launchedNanos = System.nanoTime();
            Thread.ofVirtual().start(() -> ended(started.onExit().join()));
        } catch (IOException e) {
            throw new CannotStart("Cannot run " + spec.command().getFirst() + ": " + e.getMessage(), e);
        }
    }

    private synchronized void ended(Process dead) {
        if (stopping) {
            return;
        }
        boolean wasSteady = System.nanoTime() - launchedNanos > STEADY.toNanos();
        endedInARow = wasSteady ? 1 : endedInARow + 1;
        long backoff = Math.min(LONGEST_BACKOFF.toMillis(), 100L << Math.min(endedInARow, 10));
        LOG.warn("{} ended with exit code {}; starting it again in {} ms", spec.name(), dead.exitValue(), backoff);
        after(backoff).execute(this::relaunch);
    }

    private void relaunch() {
        try {
            launch();
        } catch (CannotStart failure) {
            LOG.error("cannot start {} again; trying on", spec.name(), failure);
            after(LONGEST_BACKOFF.toMillis()).execute(this::relaunch);
        }
    }

    private void awaitReady(BooleanSupplier ready, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (failedStarts() >= FAILED_STARTS_ALLOWED) {
                close();
                throw new CannotStart(spec.name() + " does not start. The end of " + spec.log() + ":\n" + logTail());
            }
            if (System.nanoTime() > deadline) {
                close();
                throw new CannotStart("%s was not ready within %d s. The end of %s:%n%s"
                        .formatted(spec.name(), patience.toSeconds(), spec.log(), logTail()));
            }
            CompletableFuture.runAsync(() -> {}, after(POLL_MILLIS)).join();
        }
    }

    private synchronized int failedStarts() {
        return endedInARow;
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(spec.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Executor after(long millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    }
}
