package dev.millrace.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.output.FinishReason;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.schema.SchemaCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets an answer that was asked for by a JSON Schema pass only if it fits. One that does not is asked for again, once, with
 * what was wrong. Calls of tools are no answers yet.
 */
@Component
@Order(CallFilter.REPAIR)
final class StructuredAnswers implements CallFilter {
    private static final Pattern FENCE = Pattern.compile("\\s*```(?:json)?\\s*\\n(.*?)\\n\\s*```\\s*", Pattern.DOTALL);

    private final SchemaCheck checks;

    StructuredAnswers(SchemaCheck checks) {
        this.checks = checks;
    }

    @Override
    public LlmAnswer around(LlmCall call, Function<LlmCall, LlmAnswer> next) {
        ResponseFormat format = call.request().responseFormat();
        if (format == null || format.type() != ResponseFormatType.JSON || format.jsonSchema() == null) {
            return next.apply(call);
        }
        AnswerSchema schema = new AnswerSchema(checks, format.jsonSchema());
        LlmAnswer first = bare(next.apply(call));
        List<String> wrong = violations(schema, first);
        if (wrong.isEmpty() || !first.generated()) {
            return first;
        }
        Tokens tokens = call.tokens();
        if (tokens != null) {
            tokens.restart();
        }
        LlmAnswer second = bare(next.apply(call.with(repair(call.request(), first, wrong))));
        List<String> stillWrong = violations(schema, second);
        if (!stillWrong.isEmpty()) {
            throw new Problem(
                    ProblemType.UPSTREAM_FAILED,
                    second.provider() + "/" + second.model() + " has answered twice with what does not fit the schema: "
                            + String.join("; ", stillWrong));
        }
        return second.costing(first.cost().add(second.cost()));
    }

    private static List<String> violations(AnswerSchema schema, LlmAnswer answer) {
        AiMessage message = answer.response().aiMessage();
        if (message.hasToolExecutionRequests()) {
            return List.of();
        }
        if (answer.response().finishReason() == FinishReason.LENGTH) {
            return List.of("it was cut off because it is longer than allowed; answer more briefly");
        }
        return schema.violations(text(message.text()));
    }

    /** Without the fence that models like to put around JSON. */
    private static LlmAnswer bare(LlmAnswer answer) {
        AiMessage message = answer.response().aiMessage();
        Matcher fenced = FENCE.matcher(text(message.text()));
        return fenced.matches()
                ? answer.with(answer.response().toBuilder()
                        .aiMessage(message.withText(fenced.group(1)))
                        .build())
                : answer;
    }

    private static ChatRequest repair(ChatRequest request, LlmAnswer answer, List<String> wrong) {
        List<ChatMessage> messages = new ArrayList<>(request.messages());
        String text = text(answer.response().aiMessage().text());
        if (!text.isBlank()) {
            messages.add(AiMessage.from(text));
        }
        messages.add(UserMessage.from("This answer does not fit the JSON Schema: " + String.join("; ", wrong)
                + ". Answer again, with one JSON value that fits and nothing else."));
        return request.toBuilder().messages(messages).build();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
