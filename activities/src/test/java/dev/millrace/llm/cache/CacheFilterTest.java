package dev.millrace.llm.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.MovableClock;
import dev.millrace.llm.CacheRule;
import dev.millrace.llm.FakeModels;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmAnswer.Source;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Purpose;
import dev.millrace.llm.Tokens;
import dev.millrace.llm.spending.TestLedger;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheFilterTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CacheRule EXACT = new CacheRule.Exact(HOUR);
    private static final CacheRule SEMANTIC = new CacheRule.Semantic(0.9, HOUR);

    private final MovableClock clock = new MovableClock();
    private final TenantId tenant = TestDatabase.get().workspace();
    private final TestLedger books = new TestLedger(clock);
    private final CacheCounts counts = new CacheCounts();
    private final CacheDeletions deletions = new CacheDeletions(books.transactions, clock);
    private final AnswerCache cache = cache(new LocalShelf(100));
    private final CacheFilter filter = new CacheFilter(cache, CacheFilterTest::embed, books.ledger, clock);
    private final FakeModels models = new FakeModels(this::answered);

    private AnswerCache cache(LocalShelf shelf) {
        return new AnswerCache(shelf, null, deletions, counts, books.report, clock);
    }

    /** The spending filter would do that. */
    private LlmAnswer answered(LlmCall call) {
        LlmAnswer answer = FakeModels.answer(call, "answer " + models.asked.get(), new TokenUsage(10, 5));
        books.paid(call, answer);
        return answer;
    }

    @Test
    void answersTheSameQuestionOnceOnly() {
        LlmAnswer first = ask(call(EXACT, "What is it?"));
        LlmAnswer second = ask(call(EXACT, "What is it?"));
        assertThat(second.response().aiMessage()).isEqualTo(first.response().aiMessage());
        assertThat(second.source()).isEqualTo(Source.EXACT_CACHE);
        assertThat(second.cost()).isZero();
        assertThat(second.provider()).isEqualTo("acme");
        assertThat(models.asked).hasValue(1);
        assertThat(books.text(tenant, "SELECT concat_ws(' ', source, tokens_in, cost) FROM llm_calls ORDER BY id"))
                .isEqualTo("provider 10 0 exact_cache 0 0");
        assertThat(cache.statistics(tenant)).isEqualTo(new AnswerCache.Statistics(1, 1, 1, 0, 0, 1, 100, false));
    }

    @Test
    void sharesNothingAmongTenants() {
        ask(call(EXACT, "What is it?"));
        TenantId other = TestDatabase.get().workspace();
        for (CacheRule rule : List.of(EXACT, SEMANTIC)) {
            assertThat(ask(of(other, "acme/exact", rule, "What is it?", 0.5)).source())
                    .isNotEqualTo(Source.SEMANTIC_CACHE);
        }
        assertThat(models.asked).hasValue(2);
        assertThat(cache.statistics(other).localSize()).isEqualTo(1);
    }

    @Test
    void asksAgainWhenAnythingOfTheQuestionDiffers() {
        ask(call(EXACT, "What is it?"));
        ask(call(EXACT, "What is it ?"));
        ask(of(tenant, "acme/other", EXACT, "What is it?", 0.5));
        ask(of(tenant, "acme/exact", EXACT, "What is it?", 0.6));
        ask(call(CacheRule.none(), "What is it?"));
        assertThat(models.asked).hasValue(5);
    }

    @Test
    void answersNoOlderThanTheRuleOfTheCallAllows() {
        ask(call(EXACT, "What is it?"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(ask(call(EXACT, "What is it?")).source()).isEqualTo(Source.EXACT_CACHE);
        assertThat(ask(call(new CacheRule.Exact(Duration.ofSeconds(60)), "What is it?"))
                        .source())
                .isEqualTo(Source.PROVIDER);
        clock.advance(HOUR);
        assertThat(ask(call(EXACT, "What is it?")).source()).isEqualTo(Source.PROVIDER);
    }

    @Test
    void answersAQuestionOfLikeMeaning() {
        ask(call(SEMANTIC, "red apple"));
        assertThat(ask(call(SEMANTIC, "red apples")).source()).isEqualTo(Source.SEMANTIC_CACHE);
        assertThat(ask(call(SEMANTIC, "blue whale")).source()).isEqualTo(Source.PROVIDER);
        assertThat(ask(call(EXACT, "red apples")).source()).isEqualTo(Source.PROVIDER);
        assertThat(ask(of(tenant, "acme/exact", SEMANTIC, "red apples!", 0.6)).source())
                .as("all else must be the same")
                .isEqualTo(Source.PROVIDER);
    }

    @Test
    void keepsNoToolCallsForALikeQuestion() {
        AiMessage message = AiMessage.from(ToolExecutionRequest.builder()
                .id("1")
                .name("look")
                .arguments("{}")
                .build());
        models.answering = call -> FakeModels.answer(call, message, new TokenUsage(1, 1), FinishReason.TOOL_EXECUTION);
        ask(call(SEMANTIC, "red apple"));
        assertThat(ask(call(SEMANTIC, "red apples")).source()).isEqualTo(Source.PROVIDER);
        LlmAnswer same = ask(call(SEMANTIC, "red apple"));
        assertThat(same.source()).isEqualTo(Source.EXACT_CACHE);
        assertThat(same.response().aiMessage().toolExecutionRequests()).isEqualTo(message.toolExecutionRequests());
    }

    @ParameterizedTest
    @EnumSource(
            value = FinishReason.class,
            names = {"LENGTH", "CONTENT_FILTER", "OTHER"})
    void keepsNoAnswerThatWasCutOffOrRefused(FinishReason reason) {
        models.answering = call -> FakeModels.answer(call, AiMessage.from("I can"), new TokenUsage(1, 1), reason);
        ask(call(EXACT, "?"));
        assertThat(ask(call(EXACT, "?")).source()).isEqualTo(Source.PROVIDER);
    }

    @Test
    void keepsNoFailure() {
        models.answering = call -> {
            throw new Problem(ProblemType.UNAVAILABLE, "down");
        };
        assertThatThrownBy(() -> ask(call(EXACT, "?"))).isInstanceOf(Problem.class);
        models.answering = this::answered;
        assertThat(ask(call(EXACT, "?")).source()).isEqualTo(Source.PROVIDER);
    }

    @Test
    void givesTheTextToWhoFollowsIt() {
        ask(call(EXACT, "?"));
        StringBuilder followed = new StringBuilder();
        LlmCall call = call(EXACT, "?");
        ask(new LlmCall(
                tenant, call.model(), call.request(), call.purpose(), EXACT, new Following(followed), null, () -> {}));
        assertThat(followed).hasToString("answer 1");
    }

    @Test
    void givesNoDeletedAnswerAgainWhicheverProcessHasIt() {
        AnswerCache elsewhere = cache(new LocalShelf(100));
        CacheFilter other = new CacheFilter(elsewhere, CacheFilterTest::embed, books.ledger, clock);
        ask(call(EXACT, "?"));
        other.around(call(EXACT, "?"), models);
        ask(of(tenant, "acme/other", EXACT, "?", 0.5));
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.delete(tenant, "acme/exact:*")).isEqualTo(1);
        assertThat(ask(of(tenant, "acme/other", EXACT, "?", 0.5)).source()).isEqualTo(Source.EXACT_CACHE);
        assertThat(other.around(call(EXACT, "?"), models).source()).isEqualTo(Source.PROVIDER);
        assertThat(ask(call(EXACT, "?")).source()).isEqualTo(Source.PROVIDER);
        assertThat(cache.statistics(tenant).deletes()).isEqualTo(1);
    }

    @Test
    void keepsNoAnswerToAQuestionFromBeforeTheDeletion() {
        models.answering = call -> {
            cache.delete(tenant, "*");
            return answered(call);
        };
        ask(call(EXACT, "?"));
        models.answering = this::answered;
        clock.advance(Duration.ofSeconds(1));
        assertThat(ask(call(EXACT, "?")).source()).isEqualTo(Source.PROVIDER);
    }

    @Test
    void asksOnceForAllWhoAskTheSameAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(7);
        models.answering = call -> {
            asked.countDown();
            await(answer);
            return answered(call);
        };
        List<Future<LlmAnswer>> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            all.add(callers.submit(() -> ask(call(EXACT, "?"))));
            await(asked);
            for (int i = 0; i < 7; i++) {
                LlmCall call = call(EXACT, "?");
                all.add(callers.submit(() -> ask(new LlmCall(
                        tenant, call.model(), call.request(), call.purpose(), EXACT, null, null, waiting::countDown))));
            }
            await(waiting);
            answer.countDown();
            for (Future<LlmAnswer> one : all) {
                assertThat(one.get().response().aiMessage().text()).isEqualTo("answer 1");
            }
        }
        assertThat(models.asked).hasValue(1);
    }

    /** As in the benchmarks: 40 questions, most of them asked again and again. */
    @Test
    void answersMoreThanThreeOfFourCallsOfARepeatedWorkloadAfterItsWarmUp() {
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            ask(call(EXACT, "question " + i));
        }
        int hits = 0;
        int calls = 400;
        for (int i = 0; i < calls; i++) {
            // One in seven was never asked before.
            String question = random.nextInt(7) == 0 ? "new question " + i : "question " + random.nextInt(40);
            hits += ask(call(EXACT, question)).source() == Source.EXACT_CACHE ? 1 : 0;
        }
        assertThat((double) hits / calls).isGreaterThan(0.75);
        assertThat(cache.statistics(tenant).hits()).isEqualTo(hits);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 61, 86_401, -60})
    void refusesOtherTimesThanThePresets(long seconds) {
        assertThatThrownBy(() -> new CacheRule.Exact(Duration.ofSeconds(seconds)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("60, 300, 3600 and 86400");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
    void refusesThresholdsThatAreNone(double threshold) {
        assertThatThrownBy(() -> new CacheRule.Semantic(threshold, HOUR)).isInstanceOf(Problem.class);
    }

    private LlmAnswer ask(LlmCall call) {
        return filter.around(call, models);
    }

    private LlmCall call(CacheRule rule, String question) {
        return of(tenant, "acme/exact", rule, question, 0.5);
    }

    private static LlmCall of(TenantId tenant, String model, CacheRule rule, String question, double temperature) {
        ChatRequest request = ChatRequest.builder()
                .messages(SystemMessage.from("Be brief."), UserMessage.from(question))
                .temperature(temperature)
                .build();
        return new LlmCall(tenant, model, request, Purpose.of("chat", "tester"), rule, null, null, () -> {});
    }

    /** Counts letters: texts with the same letters are alike. */
    private static float[] embed(String text) {
        float[] letters = new float[26];
        text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> letters[c - 'a']++);
        double length = 0;
        for (float count : letters) {
            length += (double) count * count;
        }
        for (int i = 0; i < letters.length; i++) {
            letters[i] /= (float) Math.sqrt(length);
        }
        return letters;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Following(StringBuilder text) implements Tokens {
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
