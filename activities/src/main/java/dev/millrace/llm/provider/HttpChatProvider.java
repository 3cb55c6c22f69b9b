package dev.millrace.llm.provider;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;

/** A provider over HTTP, whose words langchain4j knows. */
final class HttpChatProvider implements ChatProvider {
    private final ProviderSpec spec;
    private final CloseableHttpClient client;
    private final Clock clock;
    private final ChatModel model;
    private final StreamingChatModel streaming;

    HttpChatProvider(ProviderSpec spec, CloseableHttpClient client, Clock clock) {
        this.spec = spec;
        this.client = client;
        this.clock = clock;
        this.model = ModelClients.whole(spec);
        this.streaming = ModelClients.streaming(spec);
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public ChatResponse chat(ProviderCall call) {
        Exchange exchange = new Exchange(client, spec.kind().protocol(), clock);
        return new Asking(exchange).await(call, tokens -> {
            ChatRequest request = Questions.shaped(spec, call);
            return Answers.checked(call.tokens() == null ? model.chat(request) : stream(request, tokens));
        });
    }

    private @Nullable ChatResponse stream(ChatRequest request, Consumer<String> tokens) {
        Collected collected = new Collected(tokens);
        streaming.chat(request, collected);
        return collected.answer();
    }

    /** All is over when langchain4j's call returns, since the stream is read on its thread. */
    private static final class Collected implements StreamingChatResponseHandler {
        private final Consumer<String> tokens;
        private @Nullable ChatResponse response;
        private @Nullable Throwable error;

        Collected(Consumer<String> tokens) {
            this.tokens = tokens;
        }

        @Override
        public void onPartialResponse(String text) {
            tokens.accept(text);
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response = complete;
        }

        @Override
        public void onError(Throwable broken) {
            error = error == null ? broken : error;
        }

        private @Nullable ChatResponse answer() {
            if (error != null) {
                throw new ProviderFailure(
                        ProviderFailure.Kind.BAD_ANSWER, "an event of the stream cannot be read", null, error);
            }
            return response;
        }
    }
}
