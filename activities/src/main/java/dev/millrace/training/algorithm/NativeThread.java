package dev.millrace.training.algorithm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A thread for calls of native code, which nothing can interrupt. Who waits for one looks meanwhile whether to go on, and if
 * not leaves it behind: it ends by itself, and then what was opened is closed.
 */
final class NativeThread implements AutoCloseable {
    private static final long LOOK_MS = 100;
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("native-fit").factory());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final FitMonitor monitor;
    private long repeatedNanos = Long.MAX_VALUE;

    NativeThread(FitMonitor monitor) {
        this.monitor = monitor;
    }

    /** @throws CancellationException (or what else the monitor throws) when the fit is to end before the call does */
    <T> T call(Callable<T> work) {
        Future<T> result = thread.submit(work);
        while (true) {
            try {
                return result.get(LOOK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException still) {
                monitor.throwIfCancelled();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the fit was interrupted");
            }
        }
    }

    /** Whether the next repeated call may take long: the first, and every one after one that did. */
    boolean mayTakeLong() {
        return repeatedNanos > LONG_NANOS;
    }

    /** A call like the one before. Short ones are not handed over, which would take longer than they do. */
    <T> T repeat(Callable<T> work) {
        long began = System.nanoTime();
        T result = mayTakeLong() ? call(work) : direct(work);
        repeatedNanos = System.nanoTime() - began;
        return result;
    }

    /** Makes something that is closed, on this thread, after all calls. */
    <T extends AutoCloseable> T open(Callable<T> make) {
        return call(() -> {
            T made = make.call();
            opened.push(made);
            return made;
        });
    }

    /** Does not wait for what is left behind. */
    @Override
    public void close() {
        thread.execute(() -> opened.forEach(NativeThread::release));
        thread.shutdown();
    }

    private static <T> T direct(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw failure(e);
        }
    }

    private static void release(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException("the native library failed: " + cause, cause);
        };
    }
}
