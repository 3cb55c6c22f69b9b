package dev.millrace.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.llm.CacheRule;
import dev.millrace.llm.LlmCall;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Chat in OpenAI's wire format, with a model that answers as each test says. */
@ApiTest
@Import(FakeModels.class)
class OpenAiChatTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String ASK = """
            {"model": "default", "messages": [{"role": "user", "content": "Hello"}]%s}""";

    private final Http http;
    private final FakeModels models;

    OpenAiChatTest(@LocalServerPort int port, @Autowired FakeModels models) {
        this.http = new Http(port);
        this.models = models;
    }

    @BeforeEach
    void answerPlainly() {
        models.behave(call -> AiMessage.from("Hi there"));
    }

    @Test
    void answersInTheProtocolsForm() {
        Http.Answer answer = http.post(CHAT, ASK.formatted(", \"some_new_field\": {\"a\": 1}"));
        JsonNode body = answer.body();
        assertThat(answer.status()).as(body.toString()).isEqualTo(200);
        assertThat(body.at("/id").asString()).startsWith("chatcmpl-");
        assertThat(body.at("/object").asString()).isEqualTo("chat.completion");
        assertThat(body.at("/model").asString()).isEqualTo("openai/gpt-5-mini");
        assertThat(body.at("/choices/0/message/content").asString()).isEqualTo("Hi there");
        assertThat(body.at("/choices/0/message").has("tool_calls")).isFalse();
        assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(10);
        assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(new BigDecimal(answer.header("x-millrace-cost"))).isPositive();
    }

    @Test
    void countsItsCallsForPrometheus() {
        http.post(CHAT, ASK.formatted(""));

        assertThat(http.get("/metrics").response().body())
                .containsPattern(
                        "ai_llm_calls_seconds_count\\{outcome=\"answered\",provider=\"own\",source=\"provider\"} [1-9]")
                .contains("ai_llm_tokens_total", "ai_llm_cost_usd_total");
    }

    @Test
    void passesTheWholeQuestionOn() {
        http.post(CHAT, """
                {"model": "smart", "temperature": 0.5, "top_p": 1, "max_tokens": 5, "stop": "END", "seed": 9000000000,
                 "messages": [{"role": "developer", "content": "Be brief"},
                   {"role": "user", "content": [{"type": "text", "text": "What is it?"},
                     {"type": "image_url", "image_url": {"url": "data:image/png;base64,aGk="}}]},
                   {"role": "assistant", "content": null, "tool_calls":
                     [{"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{\\"x\\":1}"}}]},
                   {"role": "tool", "tool_call_id": "c1", "content": "a cat"}],
                 "tools": [{"type": "function", "function": {"name": "look", "parameters":
                   {"type": "object", "properties": {"x": {"type": "integer", "minimum": 0}}, "required": ["x"]}}},
                   {"type": "function", "function": {"name": "other"}}],
                 "tool_choice": {"type": "function", "function": {"name": "look"}},
                 "metadata": {"feature": "helpdesk"}, "cache": {"max_age": 300, "similarity": 0.9}}""");
        LlmCall call = models.lastCall();
        assertThat(call.model()).isEqualTo("smart");
        assertThat(call.purpose().feature()).isEqualTo("helpdesk");
        assertThat(call.cache()).isEqualTo(new CacheRule.Semantic(0.9, Duration.ofMinutes(5)));
        var request = call.request();
        assertThat(((SystemMessage) request.messages().get(0)).text()).startsWith("Be brief");
        assertThat(((UserMessage) request.messages().get(1)).contents()).hasSize(2);
        assertThat(((AiMessage) request.messages().get(2)).toolExecutionRequests())
                .extracting(ToolExecutionRequest::name)
                .containsExactly("look");
        var result = (ToolExecutionResultMessage) request.messages().get(3);
        assertThat(result.toolName()).isEqualTo("look");
        assertThat(result.text()).contains("a cat");
        assertThat(request.toolSpecifications()).hasSize(1);
        assertThat(request.toolChoice()).isEqualTo(ToolChoice.REQUIRED);
        assertThat(request.maxOutputTokens()).isEqualTo(5);
        assertThat(request.stopSequences()).containsExactly("END");
        assertThat(((OpenAiChatRequestParameters) request.parameters()).seed()).isNotNull();
    }

    @Test
    void toolCallsComeWithTheirIds() {
        models.behave(call -> AiMessage.from(ToolExecutionRequest.builder()
                .id("c7")
                .name("look")
                .arguments("{}")
                .build()));
        JsonNode choice = http.post(CHAT, ASK.formatted("")).body().at("/choices/0");
        assertThat(choice.at("/finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        assertThat(choice.at("/message/tool_calls/0/id").asString()).isEqualTo("c7");

        List<JsonNode> events = events(http.post(CHAT, ASK.formatted(", \"stream\": true")));
        assertThat(events.get(1).at("/choices/0/delta/tool_calls/0/index").asInt(-1))
                .isEqualTo(0);
        assertThat(events.get(1)
                        .at("/choices/0/delta/tool_calls/0/function/name")
                        .asString())
                .isEqualTo("look");
    }

    @Test
    void streamsTheTextAsItComesAndTheUsageAtTheEnd() {
        models.behave(call -> {
            tokens(call, "Hi", " there");
            return AiMessage.from("Hi there, friend");
        });
        Http.Answer answer =
                http.post(CHAT, ASK.formatted(", \"stream\": true, \"stream_options\": {\"include_usage\": true}"));
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.response().body()).endsWith("data: [DONE]\n\n");
        List<JsonNode> events = events(answer);
        assertThat(events.getFirst().at("/object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(events.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(events)
                .extracting(event -> event.at("/choices/0/delta/content").asString(""))
                .containsExactly("", "Hi", " there", ", friend", "", "");
        assertThat(events.get(4).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(events.get(5).at("/choices").isEmpty()).isTrue();
        assertThat(events.get(5).at("/usage/completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void whatFailsBeforeTheFirstTextIsToldByAStatusAndLaterInTheStream() {
        models.behave(call -> {
            throw new Problem(ProblemType.UNAVAILABLE, "none answers");
        });
        Http.Answer early = http.post(CHAT, ASK.formatted(", \"stream\": true"));
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.header("Retry-After")).isNotBlank();

        models.behave(call -> {
            tokens(call, "Hi");
            throw new Problem(ProblemType.UPSTREAM_FAILED, "it broke off");
        });
        Http.Answer late = http.post(CHAT, ASK.formatted(", \"stream\": true"));
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.response().body()).doesNotContain("[DONE]");
        assertThat(events(late).getLast().at("/error/message").asString()).isEqualTo("it broke off");
    }

    @ParameterizedTest
    @CsvSource({"Hi there,true", "Good day,false"})
    void anAnswerThatBeginsAnewGoesOnOnlyWhereItSaysTheSame(String second, boolean goesOn) {
        models.behave(call -> {
            tokens(call, "Hi t");
            restart(call);
            tokens(call, second);
            return AiMessage.from(second);
        });
        Http.Answer answer = http.post(CHAT, ASK.formatted(", \"stream\": true"));
        assertThat(answer.response().body().contains("[DONE]")).isEqualTo(goesOn);
        assertThat(answer.response().body().contains("\"error\"")).isEqualTo(!goesOn);
    }

    @ParameterizedTest
    @CsvSource({
        "BUDGET_EXCEEDED,429,insufficient_quota,insufficient_quota",
        "GUARDRAIL,400,invalid_request_error,content_filter",
        "UNAVAILABLE,503,server_error,unavailable",
        "NO_MODEL,503,server_error,no_model",
        "INTERNAL,500,server_error,internal",
    })
    void problemsAreErrorsThatClientsKnow(ProblemType problem, int status, String type, String code) {
        models.behave(call -> {
            throw new Problem(problem, "so it is");
        });
        Http.Answer answer = http.post(CHAT, ASK.formatted(""));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body().at("/error/message").asString()).isEqualTo("so it is");
        assertThat(answer.body().at("/error/type").asString()).isEqualTo(type);
        assertThat(answer.body().at("/error/code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]} | model",
                "{\"model\": \"m\", \"messages\": []} | messages",
                "{\"model\": \"m\"} | messages",
                "{\"model\": \"m\", \"messages\": [null]} | messages[0]",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"boss\", \"content\": \"a\"}]} | messages[0].role",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\"}]} | messages[0].content",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": 5}]} | messages[0].content",
                "{\"model\": \"m\", \"messages\": [{\"role\": 5}]} | messages[0].role",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"tool\", \"tool_call_id\": \"c\", \"content\": \"a\"}]} | messages[0].tool_call_id",
                "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"file:///etc/passwd\"}}]}]} | messages[0].content[0].image_url.url",
            })
    void aBadQuestionIsRefusedWithItsPlace(String body, String param) {
        Http.Answer answer = http.post(CHAT, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.body().at("/error/param").asString("")).isEqualTo(param);
        assertThat(answer.body().at("/error/type").asString()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"n\": 2 | n",
                "\"temperature\": 3 | temperature",
                "\"temperature\": \"hot\" | temperature",
                "\"max_tokens\": 0 | max_tokens",
                "\"stop\": [1] | stop",
                "\"logprobs\": true | logprobs",
                "\"functions\": [{}] | functions",
                "\"tools\": [{\"type\": \"web\"}] | tools[0].type",
                "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"a b\"}}] | tools[0].function.name",
                "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"a\", \"parameters\": []}}] | tools[0].function.parameters",
                "\"tool_choice\": \"auto\" | tool_choice",
                "\"response_format\": {\"type\": \"xml\"} | response_format.type",
                "\"response_format\": {\"type\": \"json_schema\"} | response_format.json_schema.schema",
                "\"cache\": {\"max_age\": -1} | cache.max_age",
                "\"metadata\": {\"feature\": \"No Way\"} | metadata.feature",
            })
    void whatCannotBeKeptIsRefusedNotPassedOver(String field, String param) {
        Http.Answer answer = http.post(CHAT, ASK.formatted(", " + field));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.body().at("/error/param").asString("")).isEqualTo(param);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatGoesAwayEndsTheProvidersWork(boolean stream) throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        models.behave(call -> {
            asked.countDown();
            try {
                while (true) {
                    call.goOn().run();
                    Thread.onSpinWait();
                }
            } finally {
                ended.countDown();
            }
        });
        byte[] body = ASK.formatted(", \"stream\": " + stream).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            String head = "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.getCount()).isEqualTo(1);
        }
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void tokens(LlmCall call, String... texts) {
        for (String text : texts) {
            Objects.requireNonNull(call.tokens()).add(text);
        }
    }

    private static void restart(LlmCall call) {
        Objects.requireNonNull(call.tokens()).restart();
    }

    private static List<JsonNode> events(Http.Answer answer) {
        return answer.response()
                .body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
                .toList();
    }
}
