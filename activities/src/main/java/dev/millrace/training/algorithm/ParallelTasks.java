package dev.millrace.training.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on threads of their own and waits for all of them, also when one fails: then the others are told to stop, and
 * no thread is left behind. In a fork-join pool, so that parallel streams inside a task keep to its threads.
 */
final class ParallelTasks {
    private ParallelTasks() {}

    /** A task calls {@code goesOn} often; it throws when there is no use in going on. */
    @FunctionalInterface
    interface Task<T> {
        T run(Runnable goesOn);
    }

    static <T> List<T> run(int threads, FitMonitor monitor, List<Task<T>> tasks) {
        AtomicReference<@Nullable Throwable> stopped = new AtomicReference<>();
        Runnable goesOn = () -> {
            if (stopped.get() != null) {
                throw new CancellationException("another part of the fit has ended it");
            }
            monitor.throwIfCancelled();
        };
        if (threads == 1 || tasks.size() == 1) {
            return tasks.stream().map(task -> task.run(goesOn)).toList();
        }
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            List<Future<T>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(pool.submit(() -> run(task, goesOn, stopped))));
            try {
                List<T> results = new ArrayList<>();
                for (Future<T> future : running) {
                    results.add(future.get());
                }
                return results;
            } catch (ExecutionException e) {
                throw rethrow(stopped.get());
            } catch (InterruptedException e) {
                CancellationException interrupted = new CancellationException("the fit was interrupted");
                stopped.compareAndSet(null, interrupted);
                Thread.currentThread().interrupt();
                throw interrupted;
            }
        }
    }

    private static <T> T run(Task<T> task, Runnable goesOn, AtomicReference<@Nullable Throwable> stopped) {
        try {
            return task.run(goesOn);
        } catch (RuntimeException | Error e) {
            stopped.compareAndSet(null, e);
            throw e;
        }
    }

    private static RuntimeException rethrow(@Nullable Throwable failure) {
        return switch (failure) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failure);
        };
    }
}
