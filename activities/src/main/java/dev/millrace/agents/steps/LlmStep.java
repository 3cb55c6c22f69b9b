package dev.millrace.agents.steps;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import dev.millrace.jobs.TaskQueues;
import dev.millrace.llm.CacheRule;
import dev.millrace.llm.Gateway;
import dev.millrace.llm.JsonSchemas;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Purpose;
import dev.millrace.pipelines.steps.StepContext;
import dev.millrace.pipelines.steps.StepJson;
import dev.millrace.pipelines.steps.TaskStep;
import dev.millrace.tenancy.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** One question to a language model, through the gateway: with its fallbacks, budgets and guardrails. */
@Component
final class LlmStep implements TaskStep {
    private static final String USUAL_MODEL = "default";

    private final Gateway gateway;

    LlmStep(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "llm";
    }

    @Override
    public String description() {
        return "Asks a language model once; gives its text, or JSON as a schema wants it.";
    }

    @Override
    public JsonNode withSchema() {
        return Json.parse("""
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["prompt"],
                  "properties": {
                    "model": {"type": "string", "minLength": 1, "maxLength": 200, "default": "default",
                      "description": "A route, such as default, fast or smart, or provider/model."},
                    "system": {"type": "string", "minLength": 1, "maxLength": 100000,
                      "description": "How the model is to behave."},
                    "prompt": {"type": "string", "minLength": 1, "maxLength": 1000000},
                    "schema": {"type": "object", "description": "A JSON Schema that the answer has to fit."},
                    "temperature": {"type": "number", "minimum": 0, "maximum": 2},
                    "max_tokens": {"type": "integer", "minimum": 1, "maximum": 1000000,
                      "description": "Of the answer."}
                  }
                }""");
    }

    @Override
    public JsonNode outputSchema() {
        return Json.parse("""
                {
                  "type": "object",
                  "required": ["text", "json", "provider", "model", "input_tokens", "output_tokens", "cost"],
                  "properties": {
                    "text": {"type": ["string", "null"], "description": "The answer; null when a schema was given."},
                    "json": {"description": "The answer as the schema wants it; null without one."},
                    "provider": {"type": "string"},
                    "model": {"type": "string"},
                    "input_tokens": {"type": "integer"},
                    "output_tokens": {"type": "integer"},
                    "cost": {"type": "string", "description": "In USD."}
                  }
                }""");
    }

    @Override
    public boolean cacheable() {
        return true;
    }

    @Override
    public String queue() {
        return TaskQueues.LLM;
    }

    @Override
    public JsonNode run(StepContext step, JsonNode with) {
        With asked = StepJson.read(with, With.class);
        Purpose purpose = new Purpose("step:llm", step.actor(), step.run(), step.path(), null);
        LlmAnswer answer = gateway.chat(new LlmCall(
                step.tenant(),
                Objects.requireNonNullElse(asked.model(), USUAL_MODEL),
                asked.request(),
                purpose,
                CacheRule.none(),
                null,
                null,
                step::throwIfStopped));
        return Json.tree(output(answer, asked.schema() != null));
    }

    private static Output output(LlmAnswer answer, boolean structured) {
        String text = Objects.requireNonNullElse(answer.response().aiMessage().text(), "");
        TokenUsage usage = Objects.requireNonNullElseGet(answer.response().tokenUsage(), () -> new TokenUsage(0, 0));
        return new Output(
                structured ? null : text,
                structured ? Json.parse(text) : NullNode.getInstance(),
                answer.provider(),
                answer.model(),
                Objects.requireNonNullElse(usage.inputTokenCount(), 0),
                Objects.requireNonNullElse(usage.outputTokenCount(), 0),
                answer.cost().toPlainString());
    }

    record With(
            @Nullable String model,
            @Nullable String system,
            String prompt,
            @Nullable JsonNode schema,
            @Nullable Double temperature,
            @Nullable Integer maxTokens) {
        ChatRequest request() {
            List<ChatMessage> messages = new ArrayList<>();
            if (system != null) {
                messages.add(SystemMessage.from(system));
            }
            messages.add(UserMessage.from(prompt));
            ChatRequest.Builder request = ChatRequest.builder().messages(messages);
            if (temperature != null) {
                request.temperature(temperature);
            }
            if (maxTokens != null) {
                request.maxOutputTokens(maxTokens);
            }
            if (schema != null) {
                request.responseFormat(JsonSchemas.answer(schema));
            }
            return request.build();
        }
    }

    record Output(
            @Nullable String text,
            JsonNode json,
            String provider,
            String model,
            int inputTokens,
            int outputTokens,
            String cost) {}
}
