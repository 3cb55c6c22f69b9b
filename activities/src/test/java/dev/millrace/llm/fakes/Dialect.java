package dev.millrace.llm.fakes;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How one provider's HTTP API says things. */
sealed interface Dialect permits OpenAiDialect, AnthropicDialect, GeminiDialect, OllamaDialect {
    /** What clients put before the paths of the API. */
    String basePath();

    boolean streams(Asked asked);

    String whole(Asked asked, Reply.Says says);

    /** The stream's events, the end mark last, each with its separators. */
    List<String> events(Asked asked, Reply.Says says);

    String streamType();

    String refusal(Asked asked);

    /** As {@link #events}, for an answer that is refused. */
    List<String> refusalEvents(Asked asked);

    String garbageEvent();

    String errorEvent();

    Refusal error(Fault fault);

    /** An answer of a status that is none of success. */
    record Refusal(int status, String body) {}

    /** Words, each with the space after it. */
    static List<String> pieces(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\s)"));
    }

    static int tokens(String text) {
        return Math.max(1, text.length() / 4);
    }

    static String joined(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }
}
