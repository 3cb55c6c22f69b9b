package dev.millrace.jobs;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Works on items side by side, a bounded number at a time. The first failure cancels the others, and is thrown when all of
 * them have ended.
 */
public final class Window {
    private final int width;
    private final List<Promise<Void>> inFlight = new ArrayList<>();

    public Window(int width) {
        this.width = width;
    }

    /** Starts no further item once {@code enough} says so, and returns when all that were started have ended. */
    public <T> void forEach(List<T> items, BooleanSupplier enough, Consumer<T> work) {
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            for (T item : items) {
                awaitRoom();
                if (enough.getAsBoolean()) {
                    break;
                }
                inFlight.add(Async.procedure(() -> work.accept(item)));
            }
            Promise.allOf(inFlight).get();
        });
        try {
            scope.run();
        } catch (TemporalFailure failure) {
            scope.cancel("another item failed");
            inFlight.forEach(Promise::getFailure);
            throw failure;
        }
    }

    private void awaitRoom() {
        while (inFlight.size() >= width) {
            Promise.anyOf(inFlight).get();
            inFlight.stream().filter(Promise::isCompleted).forEach(Promise::get);
            inFlight.removeIf(Promise::isCompleted);
        }
    }
}
