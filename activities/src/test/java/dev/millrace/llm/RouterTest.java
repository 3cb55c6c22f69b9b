package dev.millrace.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.message.AiMessage;
import dev.millrace.llm.fakes.FakeProvider;
import dev.millrace.llm.fakes.Fault;
import dev.millrace.llm.fakes.Reply;
import dev.millrace.llm.provider.ProviderKind;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RouterTest {
    private static final FakeProvider OPENAI = FakeProvider.openAi();
    private static final FakeProvider ANTHROPIC = FakeProvider.anthropic();

    private final TestRouter gateway = new TestRouter(
            "127.0.0.1",
            Map.of(
                    "OPENAI_API_KEY",
                    "k",
                    "OPENAI_BASE_URL",
                    OPENAI.baseUrl(),
                    "ANTHROPIC_API_KEY",
                    "k",
                    "ANTHROPIC_BASE_URL",
                    ANTHROPIC.baseUrl(),
                    "millrace.llm.routes.hasty.links",
                    "openai/a,anthropic/b",
                    "millrace.llm.routes.hasty.timeout",
                    "PT1S"));

    @BeforeEach
    void begin() {
        OPENAI.reset();
        ANTHROPIC.reset();
        OPENAI.otherwise(asked -> Reply.text("from openai"));
        ANTHROPIC.otherwise(asked -> Reply.text("from anthropic"));
    }

    @AfterEach
    void end() throws IOException {
        gateway.close();
    }

    @AfterAll
    static void stop() {
        OPENAI.close();
        ANTHROPIC.close();
    }

    @Test
    void asksTheFirstLinkOfTheUsualRouteFirst() {
        LlmAnswer answer = gateway.ask("default");

        assertThat(answer.provider()).isEqualTo("openai");
        assertThat(answer.model()).isEqualTo("gpt-5-mini");
        assertThat(answer.generated()).isTrue();
        assertThat(OPENAI.asked().getFirst().body().path("model").asString("")).isEqualTo("gpt-5-mini");
        assertThat(ANTHROPIC.asked()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BAD_REQUEST", "REFUSAL", "HANG", "SLOW_DRIP"},
            mode = EnumSource.Mode.EXCLUDE)
    void anotherLinkAnswersWhereOneFails(Fault fault) {
        OPENAI.then(Reply.fails(fault));

        assertThat(gateway.text("default")).isEqualTo("from anthropic");
        assertThat(OPENAI.asked()).hasSize(1);
        assertThat(gateway.counted
                        .get("ai.llm.failures")
                        .tag("provider", "openai")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(gateway.counted
                        .get("ai.llm.failovers")
                        .tag("provider", "anthropic")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aProviderThatHangsLeavesTimeForTheNext() {
        OPENAI.then(Reply.fails(Fault.HANG));

        assertThat(gateway.text("hasty")).isEqualTo("from anthropic");
    }

    @Test
    void whatHangsEverywhereEndsWithItsRoute() {
        OPENAI.then(Reply.fails(Fault.HANG));
        ANTHROPIC.then(Reply.fails(Fault.SLOW_DRIP));

        assertThat(problem("hasty").type()).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void leavesAProviderAloneForAsLongAsItWants() {
        OPENAI.then(Reply.fails(Fault.RATE_LIMITED));
        gateway.ask("default");
        gateway.clock.advance(FakeProvider.RETRY_AFTER.minusMillis(1));
        gateway.ask("default");
        assertThat(OPENAI.asked()).hasSize(1);

        gateway.clock.advance(Duration.ofMillis(1));

        assertThat(gateway.text("default")).isEqualTo("from openai");
    }

    @Test
    void saysTheSmallestTimeToWaitWhenAllWantToBeLeftAlone() {
        OPENAI.then(Reply.fails(Fault.RATE_LIMITED));
        ANTHROPIC.then(Reply.fails(Fault.RATE_LIMITED));
        problem("default");
        gateway.clock.advance(Duration.ofSeconds(3));

        Problem problem = problem("default");

        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.retryAfter()).contains(FakeProvider.RETRY_AFTER.minusSeconds(3));
        assertThat(OPENAI.asked()).hasSize(1);
    }

    @Test
    void aQuestionThatIsAtFaultGoesNoFurther() {
        OPENAI.then(Reply.fails(Fault.BAD_REQUEST));

        assertThat(problem("default").type()).isEqualTo(ProblemType.INVALID);
        assertThat(ANTHROPIC.asked()).isEmpty();
    }

    @Test
    void aRefusalIsNotTakenToAnotherProvider() {
        OPENAI.then(Reply.fails(Fault.REFUSAL));

        assertThat(problem("default").type()).isEqualTo(ProblemType.GUARDRAIL);
        assertThat(ANTHROPIC.asked()).isEmpty();
    }

    @Test
    void aTextTooLongForAllIsItsOwnProblemThatNothingStandsInFor() {
        OPENAI.then(Reply.fails(Fault.CONTEXT_TOO_LONG));
        ANTHROPIC.then(Reply.fails(Fault.CONTEXT_TOO_LONG));

        Problem problem =
                catchThrowableOfType(Problem.class, () -> gateway.ask("default", null, () -> AiMessage.from("local")));

        assertThat(problem.type()).isEqualTo(ProblemType.CONTEXT_TOO_LONG);
    }

    @Test
    void whoFollowsLearnsThatTheTextBeginsAnew() {
        OPENAI.then(Reply.fails(Fault.WITHOUT_END));
        Pieces pieces = new Pieces();

        LlmAnswer answer = gateway.ask("default", pieces, null);

        assertThat(pieces.restarts).isEqualTo(1);
        assertThat(pieces.text.toString()).isEqualTo("from anthropic");
        assertThat(answer.response().aiMessage().text()).isEqualTo("from anthropic");
    }

    @Test
    void whoFollowsHearsNothingOfAProviderThatHasSaidNothing() {
        OPENAI.then(Reply.fails(Fault.SERVER_ERROR));
        Pieces pieces = new Pieces();

        gateway.ask("default", pieces, null);

        assertThat(pieces.restarts).isZero();
    }

    @Test
    void whatStandsInAnswersWhenNoModelDoes() {
        OPENAI.then(Reply.fails(Fault.SERVER_ERROR));
        ANTHROPIC.then(Reply.fails(Fault.OVERLOADED));

        LlmAnswer answer = gateway.ask("default", null, () -> AiMessage.from("from what is stored"));

        assertThat(answer.generated()).isFalse();
        assertThat(answer.provider()).isEqualTo("local");
    }

    @Test
    void aProviderThatFailsAndFailsIsLeftAloneAndTriedAgainLater() {
        OPENAI.otherwise(asked -> Reply.fails(Fault.SERVER_ERROR));
        for (int i = 0; i < 20; i++) {
            gateway.ask("default");
        }
        int asked = OPENAI.asked().size();
        assertThat(asked).isLessThan(12);
        assertThat(health("openai").health()).isEqualTo(ProviderHealth.Health.UNAVAILABLE);
        assertThat(health("openai").lastError()).isEqualTo("unavailable");

        OPENAI.otherwise(question -> Reply.text("back"));
        gateway.clock.advance(Breakers.OPEN.plusSeconds(1));

        assertThat(gateway.text("default")).isEqualTo("back");
    }

    @Test
    void saysWhatToSetWhenNothingIsSetUp() throws IOException {
        try (TestRouter bare = new TestRouter("", Map.of())) {
            assertThatThrownBy(() -> bare.ask("default")).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.type()).isEqualTo(ProblemType.NO_MODEL);
                assertThat(problem.detail()).contains("OPENAI_API_KEY", "OLLAMA_BASE_URL");
            });
        }
    }

    @Test
    void namesTheRoutesThereAreToWhomAsksForAnother() {
        Problem problem = problem("nonsense");

        assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(problem.detail()).contains("default", "fast", "hasty", "smart");
    }

    @Test
    void aModelsNameCannotLeadElsewhere() {
        assertThat(problem("openai/../../models").type()).isEqualTo(ProblemType.INVALID);
        assertThat(problem("openai/gpt?key=1").type()).isEqualTo(ProblemType.INVALID);
    }

    @Test
    void theFastestIsAskedFirstOnceAllAreKnown() {
        gateway.setups.put(
                gateway.tenant,
                "quick",
                new Route(
                        List.of(Link.parse("openai/a"), Link.parse("anthropic/b")),
                        Choice.FASTEST,
                        Route.USUAL_TIMEOUT));
        record(gateway, "openai", "a", Duration.ofSeconds(2));
        record(gateway, "anthropic", "b", Duration.ofMillis(20));
        assertThat(gateway.text("quick")).isEqualTo("from anthropic");

        gateway.clock.advance(Duration.ofMinutes(6));
        record(gateway, "anthropic", "b", Duration.ofMillis(20));

        assertThat(gateway.text("quick"))
                .as("the other has not been asked lately")
                .isEqualTo("from openai");
    }

    @Test
    void aTenantsOwnProviderComesBeforeTheInstallationsAndIsNobodyElses() {
        try (FakeProvider own = FakeProvider.openAi().otherwise(asked -> Reply.text("from its own"))) {
            gateway.setups.put(
                    gateway.tenant, TenantProvider.of("openai", ProviderKind.OPENAI, own.baseUrl(), "sk-own", null));

            assertThat(gateway.text("openai/x")).isEqualTo("from its own");
            assertThat(own.asked().getFirst().headers()).containsEntry("authorization", "Bearer sk-own");
            assertThat(health("openai").own()).isTrue();
        }
        try (TestRouter other = new TestRouter("", Map.of())) {
            assertThat(other.providers.health(other.tenant)).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Problem problem(String model) {
        Problem problem = catchThrowableOfType(Problem.class, () -> gateway.ask(model));
        assertThat(problem).isNotNull();
        return problem;
    }

    private ProviderHealth health(String name) {
        return gateway.providers.health(gateway.tenant).stream()
                .filter(health -> health.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void record(TestRouter gateway, String provider, String model, Duration took) {
        gateway.providers.find(gateway.tenant, provider).orElseThrow().record().answered(model, took);
    }

    private static final class Pieces implements Tokens {
        private final StringBuilder text = new StringBuilder();
        private int restarts;

        @Override
        public void add(String piece) {
            text.append(piece);
        }

        @Override
        public void restart() {
            restarts++;
            text.setLength(0);
        }
    }
}
