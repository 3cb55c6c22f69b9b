package dev.millrace.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.millrace.llm.fakes.FakeProvider;
import dev.millrace.llm.fakes.Fault;
import dev.millrace.llm.fakes.Reply;
import dev.millrace.llm.provider.ProviderFailure.Kind;
import dev.millrace.security.outbound.LiveClients;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpChatProviderTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Map<ProviderKind, FakeProvider> FAKES = new EnumMap<>(ProviderKind.class);
    private static final LiveClients CLIENTS = LiveClients.allowing("");

    @BeforeAll
    static void start() {
        FAKES.put(ProviderKind.OPENAI, FakeProvider.openAi());
        FAKES.put(ProviderKind.ANTHROPIC, FakeProvider.anthropic());
        FAKES.put(ProviderKind.GEMINI, FakeProvider.gemini());
        FAKES.put(ProviderKind.OLLAMA, FakeProvider.ollama());
    }

    @AfterAll
    static void stop() throws IOException {
        FAKES.values().forEach(FakeProvider::close);
        CLIENTS.close();
    }

    @BeforeEach
    void forget() {
        FAKES.values().forEach(FakeProvider::reset);
    }

    static Stream<Arguments> ways() {
        return FAKES.keySet().stream().flatMap(kind -> Stream.of(Arguments.of(kind, false), Arguments.of(kind, true)));
    }

    /** What each fault is to be taken for, in each protocol, in one piece and as a stream. */
    static Stream<Arguments> faults() {
        Map<Fault, Kind> kinds = new EnumMap<>(Fault.class);
        kinds.put(Fault.RATE_LIMITED, Kind.RATE_LIMITED);
        kinds.put(Fault.RATE_LIMITED_WITHOUT_HINT, Kind.RATE_LIMITED);
        kinds.put(Fault.SERVER_ERROR, Kind.UNAVAILABLE);
        kinds.put(Fault.OVERLOADED, Kind.UNAVAILABLE);
        kinds.put(Fault.HANG, Kind.TIMEOUT);
        kinds.put(Fault.SLOW_DRIP, Kind.TIMEOUT);
        kinds.put(Fault.TRUNCATED, Kind.BAD_ANSWER);
        kinds.put(Fault.WITHOUT_END, Kind.BAD_ANSWER);
        kinds.put(Fault.CONNECTION_LOST, Kind.UNAVAILABLE);
        kinds.put(Fault.GARBAGE, Kind.BAD_ANSWER);
        kinds.put(Fault.EMPTY, Kind.BAD_ANSWER);
        kinds.put(Fault.ERROR_IN_STREAM, Kind.UNAVAILABLE);
        kinds.put(Fault.REFUSAL, Kind.REFUSED);
        kinds.put(Fault.CONTEXT_TOO_LONG, Kind.CONTEXT_TOO_LONG);
        kinds.put(Fault.WRONG_KEY, Kind.UNAUTHORISED);
        kinds.put(Fault.NO_SUCH_MODEL, Kind.NO_SUCH_MODEL);
        kinds.put(Fault.BAD_REQUEST, Kind.INVALID);
        return ways().flatMap(way -> kinds.entrySet().stream()
                .filter(entry -> way.get()[0] != ProviderKind.OLLAMA || entry.getKey() != Fault.REFUSAL)
                .map(entry -> Arguments.of(way.get()[0], way.get()[1], entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void answersWithTextUsageAndTheReasonWhyItEnded(ProviderKind kind, boolean streams) {
        fake(kind).then(Reply.text("Grüße from \"there\", and more."));
        List<String> tokens = new ArrayList<>();

        ChatResponse answer = ask(kind, question(), streams ? tokens : null, LONG);

        assertThat(answer.aiMessage().text()).isEqualTo("Grüße from \"there\", and more.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
        assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
        assertThat(String.join("", tokens)).isEqualTo(streams ? "Grüße from \"there\", and more." : "");
        assertThat(fake(kind).asked().getFirst().text()).contains("What is it?");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void answersWithToolCallsEachOfItsOwnId(ProviderKind kind, boolean streams) {
        fake(kind)
                .then(Reply.calls(
                        new Reply.ToolCall("a", "weather", "{\"city\":\"Oslo\"}"),
                        new Reply.ToolCall("b", "weather", "{\"city\":\"Rome\"}")));

        ChatResponse answer = ask(kind, withTools(), streams ? new ArrayList<>() : null, LONG);

        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(answer.aiMessage().toolExecutionRequests())
                .extracting(ToolExecutionRequest::name)
                .containsExactly("weather", "weather");
        assertThat(answer.aiMessage().toolExecutionRequests())
                .extracting(call -> call.arguments().replaceAll("\\s", ""))
                .containsExactly("{\"city\":\"Oslo\"}", "{\"city\":\"Rome\"}");
        assertThat(answer.aiMessage().toolExecutionRequests())
                .extracting(ToolExecutionRequest::id)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void saysThatAnAnswerWasCutAtItsLimit(ProviderKind kind, boolean streams) {
        fake(kind).then(Reply.cutAtLimit("half of"));

        ChatResponse answer = ask(kind, question(), streams ? new ArrayList<>() : null, LONG);

        assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("faults")
    void passesNoBrokenAnswerOn(ProviderKind kind, boolean streams, Fault fault, Kind expected) {
        fake(kind).then(Reply.fails(fault));
        Duration timeout = expected == Kind.TIMEOUT ? SHORT : LONG;

        ProviderFailure failure = catchThrowableOfType(
                ProviderFailure.class, () -> ask(kind, question(), streams ? new ArrayList<>() : null, timeout));

        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(expected);
        assertThat(failure.retryAfter())
                .isEqualTo(
                        fault == Fault.RATE_LIMITED
                                ? java.util.Optional.of(FakeProvider.RETRY_AFTER)
                                : java.util.Optional.empty());
        assertThat(fake(kind).asked()).as("nothing is tried again here").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderKind.class,
            names = {"OPENAI", "OLLAMA"})
    void refusesToolCallsWhoseArgumentsAreNoJson(ProviderKind kind) {
        fake(kind).then(Reply.call("a", "weather", kind == ProviderKind.OPENAI ? "{\"city\": " : "[1]"));

        assertThatThrownBy(() -> ask(kind, withTools(), null, LONG))
                .isInstanceOfSatisfying(
                        ProviderFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void asksForTheSchemaThatIsWanted(ProviderKind kind, boolean streams) {
        fake(kind).then(Reply.text("{\"score\": 3}"));
        ChatRequest request = ChatRequest.builder()
                .messages(SystemMessage.from("You judge."), UserMessage.from("What is it?"))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("judgement")
                                .rootElement(JsonObjectSchema.builder()
                                        .addIntegerProperty("score")
                                        .build())
                                .build())
                        .build())
                .build();

        ask(kind, request, streams ? new ArrayList<>() : null, LONG);

        assertThat(fake(kind).asked().getFirst().text()).contains("score").containsAnyOf("integer", "INTEGER");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsWhenTheCallerDoesNotWantToGoOn(ProviderKind kind, boolean streams) {
        fake(kind).then(Reply.fails(Fault.HANG));
        ProviderCall call = new ProviderCall("m", question(), LONG, streams ? text -> {} : null, () -> {
            if (!fake(kind).asked().isEmpty()) {
                throw new IllegalStateException("cancelled");
            }
        });

        assertThatThrownBy(() -> provider(kind).chat(call)).hasMessage("cancelled");
    }

    private static ChatResponse ask(
            ProviderKind kind, ChatRequest request, @Nullable List<String> tokens, Duration timeout) {
        return provider(kind)
                .chat(new ProviderCall("m", request, timeout, tokens == null ? null : tokens::add, () -> {}));
    }

    private static ChatProvider provider(ProviderKind kind) {
        ProviderSpec spec = new ProviderSpec("fake", kind, fake(kind).baseUrl(), "key", true, 10);
        return new HttpChatProvider(spec, CLIENTS.trusted(), Clock.systemUTC());
    }

    private static FakeProvider fake(ProviderKind kind) {
        return java.util.Objects.requireNonNull(FAKES.get(kind));
    }

    private static ChatRequest question() {
        return ChatRequest.builder().messages(UserMessage.from("What is it?")).build();
    }

    private static ChatRequest withTools() {
        return ChatRequest.builder()
                .messages(UserMessage.from("What is the weather?"))
                .toolSpecifications(ToolSpecification.builder()
                        .name("weather")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("city")
                                .build())
                        .build())
                .build();
    }
}
