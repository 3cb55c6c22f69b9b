package dev.millrace.agents.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.jobs.JobId;
import dev.millrace.jobs.JobRef;
import dev.millrace.jobs.Priority;
import dev.millrace.jobs.ToldLines;
import dev.millrace.llm.Gateway;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LlmStepTest {
    private final List<LlmCall> asked = new ArrayList<>();

    @Test
    void asksTheDefaultRouteAndBooksItUnderTheStep() {
        JsonNode output = step("Hello").run(context(), Json.parse("{\"system\": \"Be brief.\", \"prompt\": \"Hi\"}"));

        assertThat(output).isEqualTo(Json.parse("""
                {"text": "Hello", "json": null, "provider": "openai", "model": "small", "input_tokens": 7,
                 "output_tokens": 3, "cost": "0.0012"}"""));
        LlmCall call = asked.getFirst();
        assertThat(call.model()).isEqualTo("default");
        assertThat(call.request().messages()).containsExactly(SystemMessage.from("Be brief."), UserMessage.from("Hi"));
        assertThat(call.purpose().feature()).isEqualTo("step:llm");
        assertThat(call.purpose().actor()).isEqualTo("tester");
        assertThat(call.purpose().step()).isEqualTo("ask[3]");
        assertThat(call.purpose().run()).isNotNull();
    }

    @Test
    void givesJsonWhereASchemaWantsIt() {
        JsonNode output = step("{\"score\": 7}").run(context(), Json.parse("""
                {"model": "smart", "prompt": "Score it", "temperature": 0.5, "max_tokens": 20,
                 "schema": {"type": "object", "properties": {"score": {"type": "integer"}}}}"""));

        assertThat(output.path("json")).isEqualTo(Json.parse("{\"score\": 7}"));
        assertThat(output.path("text").isNull()).isTrue();
        LlmCall call = asked.getFirst();
        assertThat(call.model()).isEqualTo("smart");
        assertThat(call.request().temperature()).isEqualTo(0.5);
        assertThat(call.request().maxOutputTokens()).isEqualTo(20);
        assertThat(call.request().responseFormat().jsonSchema()).isNotNull();
    }

    @Test
    void saysWhichFieldItDoesNotKnow() {
        assertThatThrownBy(() -> step("").run(context(), Json.parse("{\"prompt\": \"a\", \"promt\": \"b\"}")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations().getFirst().pointer())
                                .isEqualTo("/promt"));
        assertThat(asked).isEmpty();
    }

    private LlmStep step(String text) {
        return new LlmStep(new Gateway(List.of(), call -> {
            asked.add(call);
            ChatResponse response = ChatResponse.builder()
                    .aiMessage(AiMessage.from(text))
                    .tokenUsage(new TokenUsage(7, 3))
                    .build();
            return new LlmAnswer(
                    response,
                    "openai",
                    "small",
                    new BigDecimal("0.0012"),
                    LlmAnswer.Source.PROVIDER,
                    true,
                    Duration.ZERO);
        }));
    }

    private static StepContext context() {
        JobRef run = new JobRef(new TenantId("acme"), JobId.of("01890a5d-ac96-774b-bcce-b302099a8057"));
        return new StepContext(run, "ask[3]", "tester", 0, Priority.NORMAL, new ToldLines().report("ask[3]"), null);
    }
}
