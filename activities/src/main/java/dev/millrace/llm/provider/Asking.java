package dev.millrace.llm.provider;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import dev.millrace.problems.Problem;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits for one answer that is fetched on a thread of its own, so that whatever that thread hangs in, the caller is free
 * in time. All that the caller gave is called on the caller's thread.
 */
final class Asking {
    private static final long LOOK_NS = Duration.ofMillis(200).toNanos();
    private static final int MOST_WAITING = 256;

    private final Exchange exchange;
    private final BlockingQueue<News> news = new ArrayBlockingQueue<>(MOST_WAITING);

    Asking(Exchange exchange) {
        this.exchange = exchange;
    }

    /** @param fetch gets an answer, and hands on its text as it comes */
    ChatResponse await(ProviderCall call, Fetch fetch) {
        Thread thread = Thread.ofVirtual().name("llm").start(() -> fetch(fetch));
        try {
            return await(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderFailure(Kind.UNAVAILABLE, "the call was interrupted", null, e);
        } finally {
            exchange.cancel();
            thread.interrupt();
        }
    }

    private ChatResponse await(ProviderCall call) throws InterruptedException {
        Consumer<String> tokens = call.tokens();
        long deadline = System.nanoTime() + call.timeout().toNanos();
        long look = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            if (now - look >= 0) {
                call.goOn().run();
                look = now + LOOK_NS;
            }
            if (deadline - now <= 0) {
                throw new ProviderFailure(
                        Kind.TIMEOUT,
                        "no complete answer within " + call.timeout().toMillis() + " ms",
                        null,
                        null);
            }
            News next = news.poll(Math.min(look - now, deadline - now), TimeUnit.NANOSECONDS);
            switch (next) {
                case Text text when tokens != null -> tokens.accept(text.text());
                case Answer answer -> {
                    return answer.response();
                }
                case Failed failed -> throw failed.failure();
                case Text _ -> {}
                case null -> {}
            }
        }
    }

    private void fetch(Fetch fetch) {
        News end;
        try {
            ChatResponse response =
                    ScopedValue.where(ModelHttp.EXCHANGE, exchange).call(() -> fetch.fetch(this::said));
            end = exchange.failure().<News>map(Failed::new).orElseGet(() -> new Answer(response));
        } catch (RuntimeException e) {
            end = new Failed(exchange.failure().orElseGet(() -> failure(e)));
        } catch (Error e) {
            end = new Failed(new ProviderFailure(Kind.BAD_ANSWER, "the answer cannot be read", null, e));
        }
        put(end);
    }

    private void said(String text) {
        put(new Text(text));
    }

    /** Nobody listens any more once this thread is interrupted. */
    private void put(News item) {
        try {
            news.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProviderFailure failure(RuntimeException thrown) {
        return switch (thrown) {
            case ProviderFailure known -> known;
            case Problem unreachable -> new ProviderFailure(Kind.UNSUPPORTED, unreachable.detail(), null, unreachable);
            case ContentFilteredException refused ->
                new ProviderFailure(Kind.REFUSED, "the model refuses to answer", null, refused);
            default ->
                exchange.sent()
                        ? new ProviderFailure(Kind.BAD_ANSWER, "the answer cannot be read", null, thrown)
                        : new ProviderFailure(
                                Kind.UNSUPPORTED, "it cannot be asked this: " + thrown.getMessage(), null, thrown);
        };
    }

    /** Gets an answer. */
    @FunctionalInterface
    interface Fetch {
        ChatResponse fetch(Consumer<String> tokens);
    }

    private sealed interface News {}

    private record Text(String text) implements News {}

    private record Answer(ChatResponse response) implements News {}

    private record Failed(ProviderFailure failure) implements News {}
}
