package dev.millrace.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructuredAnswersTest {
    private static final String SCORE = """
            {"type": "object", "properties": {"score": {"type": "integer", "maximum": 10}}, "required": ["score"]}
            """;

    private final StructuredAnswers filter = new StructuredAnswers(new SchemaCheck());
    private final List<LlmCall> asked = new ArrayList<>();

    @Test
    void anAnswerThatFitsPassesAsItIs() {
        assertThat(text(SCORE, "{\"score\": 7}")).isEqualTo("{\"score\": 7}");
        assertThat(asked).hasSize(1);
    }

    @Test
    void takesTheFenceAway() {
        assertThat(text(SCORE, "```json\n{\"score\": 7}\n```")).isEqualTo("{\"score\": 7}");
    }

    @Test
    void asksOnceMoreWithWhatWasWrongAndPaysForBoth() {
        LlmAnswer answer = answer(SCORE, "{\"score\": 70}", "{\"score\": 7}");

        assertThat(answer.response().aiMessage().text()).isEqualTo("{\"score\": 7}");
        assertThat(answer.cost()).isEqualByComparingTo("2");
        assertThat(asked.getLast().request().messages()).hasSize(3);
        assertThat(((UserMessage) asked.getLast().request().messages().getLast()).singleText())
                .contains("score", "10");
    }

    @Test
    void passesNothingOnThatDoesNotFitTwice() {
        assertThatThrownBy(() -> answer(SCORE, "seven", "{}")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.UPSTREAM_FAILED);
            assertThat(problem.detail()).contains("score");
        });
        assertThat(asked).hasSize(2);
    }

    @Test
    void refusesSchemasThatCannotBeUsedBeforeAnythingIsPaid() {
        assertThatThrownBy(() -> answer("{\"$ref\": \"https://x.example/schema.json\"}", "{}"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> answer("{\"pattern\": \"(?=a)\"}", "\"a\"")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> answer("{", "{}")).isInstanceOf(Problem.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aSchemaWithoutEndEndsAllTheSame() {
        assertThatThrownBy(() -> answer("{\"allOf\": [{\"$ref\": \"#\"}]}", "1", "1"))
                .isInstanceOf(Problem.class);
    }

    private String text(String schema, String... answers) {
        return answer(schema, answers).response().aiMessage().text();
    }

    private LlmAnswer answer(String schema, String... answers) {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("How good is it?"))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("score")
                                .rootElement(JsonRawSchema.from(schema))
                                .build())
                        .build())
                .build();
        LlmCall call = LlmCall.of(new TenantId("t"), "default", request, Purpose.of("test", "tester"));
        return filter.around(call, inner -> {
            asked.add(inner);
            return new LlmAnswer(
                    ChatResponse.builder()
                            .aiMessage(AiMessage.from(left.remove()))
                            .build(),
                    "openai",
                    "gpt",
                    BigDecimal.ONE,
                    LlmAnswer.Source.PROVIDER,
                    true,
                    Duration.ZERO);
        });
    }
}
