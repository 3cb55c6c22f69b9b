package dev.millrace.llm.cache;

import dev.millrace.llm.LlmAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lets one of those who ask the same at the same time ask for all of them. */
final class Flights {
    private static final long LOOK_UP_MS = 200;

    private final Map<CacheKey, CompletableFuture<Optional<LlmAnswer>>> underWay = new ConcurrentHashMap<>();

    /** What came of it: an answer of one's own, or another's; empty when another's is not for all. */
    record Landing(Optional<LlmAnswer> answer, boolean own) {}

    /**
     * @param asking answers what is for the one who asks
     * @param forAll whether others may have it as well
     * @param goOn asked again and again by those who wait
     */
    Landing join(CacheKey key, Supplier<LlmAnswer> asking, Predicate<LlmAnswer> forAll, Runnable goOn) {
        CompletableFuture<Optional<LlmAnswer>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<LlmAnswer>> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            return new Landing(await(other, goOn), false);
        }
        Optional<LlmAnswer> shared = Optional.empty();
        try {
            LlmAnswer answer = asking.get();
            shared = Optional.of(answer).filter(forAll);
            return new Landing(Optional.of(answer), true);
        } finally {
            underWay.remove(key, mine);
            mine.complete(shared);
        }
    }

    private static Optional<LlmAnswer> await(CompletableFuture<Optional<LlmAnswer>> other, Runnable goOn) {
        while (true) {
            try {
                return other.get(LOOK_UP_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                goOn.run();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
