package dev.millrace.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.millrace.llm.fakes.Asked;
import dev.millrace.llm.fakes.FakeProvider;
import dev.millrace.llm.fakes.Fault;
import dev.millrace.llm.fakes.Reply;
import dev.millrace.problems.Problem;
import dev.millrace.problems.schema.SchemaCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Four providers, of whose answers three in ten fail, each in one of the ways in which providers do. */
class FailoverTest {
    private static final int CALLS = 1_000;
    private static final int AT_ONCE = 32;
    private static final int FAULTS_IN_TEN = 3;
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)#");
    private static final List<Fault> FAULTS = List.of(
            Fault.RATE_LIMITED,
            Fault.RATE_LIMITED_WITHOUT_HINT,
            Fault.SERVER_ERROR,
            Fault.OVERLOADED,
            Fault.HANG,
            Fault.SLOW_DRIP,
            Fault.TRUNCATED,
            Fault.WITHOUT_END,
            Fault.CONNECTION_LOST,
            Fault.GARBAGE,
            Fault.EMPTY,
            Fault.ERROR_IN_STREAM,
            Fault.REFUSAL,
            Fault.CONTEXT_TOO_LONG);
    /** Ollama's protocol has no word for a refusal: there it is an answer like any other. */
    private static final List<Fault> WITHOUT_REFUSALS =
            FAULTS.stream().filter(fault -> fault != Fault.REFUSAL).toList();

    @Test
    void ofAThousandCallsNoneIsAnsweredWrongly() throws Exception {
        try (FakeProvider openAi = FakeProvider.openAi().otherwise(faulty(1, FAULTS));
                FakeProvider anthropic = FakeProvider.anthropic().otherwise(faulty(2, FAULTS));
                FakeProvider gemini = FakeProvider.gemini().otherwise(faulty(3, FAULTS));
                FakeProvider ollama = FakeProvider.ollama().otherwise(faulty(4, WITHOUT_REFUSALS));
                TestRouter router = new TestRouter("", environment(openAi, anthropic, gemini, ollama));
                ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            Gateway gateway = new Gateway(List.of(new StructuredAnswers(new SchemaCheck())), router.router);
            List<Future<Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int number = i;
                calls.add(callers.submit(() -> call(gateway, router, number)));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> call : calls) {
                outcomes.add(call.get());
            }
            report(outcomes);
            assertThat(outcomes).noneMatch(Outcome::wrong);
            assertThat(outcomes.stream().filter(Outcome::answered).count()).isGreaterThan(CALLS * 9 / 10);
        }
    }

    private static Outcome call(Gateway gateway, TestRouter router, int number) {
        router.clock.advance(Duration.ofMillis(100));
        boolean structured = number % 2 == 0;
        @Nullable Written written = number % 3 == 0 ? new Written() : null;
        long begun = System.nanoTime();
        try {
            LlmAnswer answer = gateway.chat(new LlmCall(
                    router.tenant,
                    "all",
                    question(number, structured),
                    Purpose.of("test", "tester"),
                    CacheRule.none(),
                    written,
                    null,
                    () -> {}));
            String text = answer.response().aiMessage().text();
            boolean right = text.equals(right(number, structured))
                    && (written == null || written.text.toString().equals(text));
            return new Outcome(true, !right, answer.provider().equals("openai"), System.nanoTime() - begun);
        } catch (Problem none) {
            return new Outcome(false, false, false, System.nanoTime() - begun);
        }
    }

    private static ChatRequest question(int number, boolean structured) {
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(UserMessage.from("What is " + (structured ? "structured " : "") + "#" + number + "#?"));
        if (structured) {
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name("result")
                            .rootElement(JsonObjectSchema.builder()
                                    .addIntegerProperty("result")
                                    .required("result")
                                    .build())
                            .build())
                    .build());
        }
        return request.build();
    }

    private static String right(int number, boolean structured) {
        return structured
                ? "{\"result\": " + number * 7L + "}"
                : "The answer to number " + number + " is, after some thought, " + number * 7L + ".";
    }

    /** Right, or wrong by one of the faults; one of them is JSON of another form than was asked for. */
    private static Function<Asked, Reply> faulty(long seed, List<Fault> faults) {
        Random random = new Random(seed);
        return asked -> {
            int dice;
            int fault;
            synchronized (random) {
                dice = random.nextInt(10);
                fault = random.nextInt(faults.size() + 1);
            }
            Matcher number = NUMBER.matcher(asked.text());
            int asking = number.find() ? Integer.parseInt(number.group(1)) : -1;
            boolean structured = asked.text().contains("structured #");
            if (dice >= FAULTS_IN_TEN) {
                return Reply.text(right(asking, structured));
            }
            boolean ofAnotherForm = fault == faults.size() && structured;
            return ofAnotherForm
                    ? Reply.text("{\"result\": \"seven\"}")
                    : Reply.fails(faults.get(Math.min(fault, faults.size() - 1)));
        };
    }

    private static Map<String, Object> environment(
            FakeProvider openAi, FakeProvider anthropic, FakeProvider gemini, FakeProvider ollama) {
        return Map.of(
                "OPENAI_API_KEY", "k",
                "OPENAI_BASE_URL", openAi.baseUrl(),
                "ANTHROPIC_API_KEY", "k",
                "ANTHROPIC_BASE_URL", anthropic.baseUrl(),
                "GOOGLE_API_KEY", "k",
                "GOOGLE_BASE_URL", gemini.baseUrl(),
                "OLLAMA_BASE_URL", ollama.baseUrl(),
                "millrace.llm.routes.all.links", "openai/a,anthropic/b,gemini/c,ollama/d",
                "millrace.llm.routes.all.timeout", "PT4S");
    }

    private static void report(List<Outcome> outcomes) {
        List<Outcome> answered = outcomes.stream().filter(Outcome::answered).toList();
        System.out.printf(
                "failover: %d calls, %d answered, %d wrong; first link p50 %d ms p95 %d ms, another link p50 %d ms p95 %d ms%n",
                outcomes.size(),
                answered.size(),
                outcomes.stream().filter(Outcome::wrong).count(),
                quantile(answered, true, 0.5),
                quantile(answered, true, 0.95),
                quantile(answered, false, 0.5),
                quantile(answered, false, 0.95));
    }

    private static long quantile(List<Outcome> outcomes, boolean first, double share) {
        long[] sorted = outcomes.stream()
                .filter(outcome -> outcome.first == first)
                .mapToLong(outcome -> outcome.took / 1_000_000)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }

    private record Outcome(boolean answered, boolean wrong, boolean first, long took) {}

    /** What somebody who follows has before the eyes in the end. */
    private static final class Written implements Tokens {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void add(String piece) {
            text.append(piece);
        }

        @Override
        public void restart() {
            text.setLength(0);
        }
    }
}
