package dev.millrace.llm.provider;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands a stream's events on until one is wrong; langchain4j's parsers would pass over it and go on. */
final class Watch implements ServerSentEventListener {
    private final Protocol protocol;
    private final ServerSentEventListener next;
    private @Nullable ProviderFailure failure;
    private boolean ended;

    Watch(Protocol protocol, ServerSentEventListener next) {
        this.protocol = protocol;
        this.next = next;
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        if (failure != null || event.data() == null || event.data().isBlank()) {
            return;
        }
        try {
            failure = protocol.objection(event.data()).orElse(null);
            if (failure == null) {
                next.onEvent(event, context);
                ended |= protocol.ends(event);
            }
        } catch (RuntimeException e) {
            failure = new ProviderFailure(Kind.BAD_ANSWER, "an event of the stream cannot be read", null, e);
        }
        if (failure != null) {
            context.parsingHandle().cancel();
        }
    }

    @Override
    public void onError(Throwable broken) {
        if (failure == null) {
            failure = broken instanceof IOException io
                    ? Breaks.of(io)
                    : new ProviderFailure(Kind.BAD_ANSWER, "the stream cannot be read", null, broken);
        }
    }

    /** What was wrong, once the stream is over. */
    Optional<ProviderFailure> failure() {
        if (failure == null && !ended) {
            failure = new ProviderFailure(Kind.BAD_ANSWER, "the stream ended before the answer did", null, null);
        }
        return Optional.ofNullable(failure);
    }
}
