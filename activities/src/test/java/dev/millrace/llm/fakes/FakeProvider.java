package dev.millrace.llm.fakes;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A provider of language models over HTTP that does as it is told: first what is queued by {@link #then}, after that what
 * {@link #otherwise} says. What it cannot answer at all is a 500.
 */
public final class FakeProvider implements AutoCloseable {
    /** What {@link Fault#RATE_LIMITED} asks for. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(7);

    private final Dialect dialect;
    private final Script script;
    private final WireMockServer server;

    private FakeProvider(Dialect dialect) {
        this.dialect = dialect;
        this.script = new Script(dialect);
        this.server = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(64)
                .jettyStopTimeout(0L)
                .disableRequestJournal()
                .extensions(script));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ok()));
    }

    public static FakeProvider openAi() {
        return new FakeProvider(new OpenAiDialect());
    }

    public static FakeProvider anthropic() {
        return new FakeProvider(new AnthropicDialect());
    }

    public static FakeProvider gemini() {
        return new FakeProvider(new GeminiDialect());
    }

    public static FakeProvider ollama() {
        return new FakeProvider(new OllamaDialect());
    }

    /** As clients are configured, on 127.0.0.1. */
    public String baseUrl() {
        return server.baseUrl().replace("localhost", "127.0.0.1") + dialect.basePath();
    }

    /** Adds to the queue of replies. */
    public FakeProvider then(Reply... replies) {
        script.queue.addAll(List.of(replies));
        return this;
    }

    /** What follows once the queue is empty. */
    public FakeProvider otherwise(Function<Asked, Reply> replies) {
        script.otherwise = replies;
        return this;
    }

    /** The requests so far, the first one first. */
    public List<Asked> asked() {
        return List.copyOf(script.asked);
    }

    /** Forgets the queue and the requests. */
    public void reset() {
        script.queue.clear();
        script.asked.clear();
    }

    @Override
    public void close() {
        server.stop();
    }
}
