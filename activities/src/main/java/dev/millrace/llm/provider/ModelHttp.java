package dev.millrace.llm.provider;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;

/**
 * langchain4j's way to the network: the exchange of the call that is being made on this thread. Streams are read on this
 * thread too, so that langchain4j's call returns when all is over.
 */
final class ModelHttp implements HttpClient {
    static final ScopedValue<Exchange> EXCHANGE = ScopedValue.newInstance();

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return EXCHANGE.get().whole(request);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        EXCHANGE.get().stream(request, parser, listener);
    }

    /** Times are bounded by the exchange, whatever langchain4j asks for. */
    static HttpClientBuilder builder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return Duration.ZERO;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return Duration.ZERO;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                return this;
            }

            @Override
            public HttpClient build() {
                return new ModelHttp();
            }
        };
    }
}
