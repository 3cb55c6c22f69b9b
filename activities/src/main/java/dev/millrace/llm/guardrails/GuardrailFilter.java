package dev.millrace.llm.guardrails;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.millrace.llm.CallFilter;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.guardrails.GuardrailPolicy.InjectionRule;
import dev.millrace.llm.guardrails.GuardrailPolicy.PersonalDataRule;
import dev.millrace.tenancy.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Screens what goes out for attempts to command the model, marks as data what tools answered, and keeps personal data in
 * the house: placeholders leave in its place, and the answer has it again.
 */
@Component
@Order(CallFilter.GUARDRAILS)
final class GuardrailFilter implements CallFilter {
    private final Guardrails guardrails;
    private final InjectionGuard injections;
    private final Violations violations;

    GuardrailFilter(Guardrails guardrails, InjectionGuard injections, Violations violations) {
        this.guardrails = guardrails;
        this.injections = injections;
        this.violations = violations;
    }

    @Override
    public LlmAnswer around(LlmCall call, Function<LlmCall, LlmAnswer> next) {
        GuardrailPolicy policy = guardrails.of(call.tenant());
        LlmCall screened = policy.injection() == InjectionRule.OFF ? call : injections.screen(call, policy.injection());
        return switch (policy.pii()) {
            case OFF -> next.apply(screened);
            case REDACT, REFUSE -> withoutPersonalData(screened, policy.pii(), next);
        };
    }

    private LlmAnswer withoutPersonalData(LlmCall call, PersonalDataRule rule, Function<LlmCall, LlmAnswer> next) {
        List<ChatMessage> messages = call.request().messages();
        Redaction redaction = new Redaction(texts(messages));
        List<ChatMessage> redacted = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            redacted.add(redact(messages.get(i), redaction));
            if (rule == PersonalDataRule.REFUSE && !redaction.isEmpty()) {
                throw violations.refuse(
                        call, "personal data", "the text holds personal data or secrets: " + redaction.kinds(), i);
            }
        }
        return redaction.isEmpty() ? next.apply(call) : restored(call, redacted, redaction, next);
    }

    private static LlmAnswer restored(
            LlmCall call, List<ChatMessage> redacted, Redaction redaction, Function<LlmCall, LlmAnswer> next) {
        UnaryOperator<String> form = answersJson(call.request()) ? GuardrailFilter::escaped : UnaryOperator.identity();
        UnaryOperator<String> restore = text -> redaction.restore(text, form);
        RestoredTokens tokens = call.tokens() == null ? null : new RestoredTokens(call.tokens(), restore);
        LlmAnswer answer = next.apply(with(call, redacted, tokens));
        if (tokens != null) {
            tokens.end();
        }
        AiMessage said = MessageTexts.map(
                answer.response().aiMessage(), restore, arguments -> MessageTexts.json(arguments, redaction::restore));
        return new LlmAnswer(
                answer.response().toBuilder().aiMessage(said).build(),
                answer.provider(),
                answer.model(),
                answer.cost(),
                answer.source(),
                answer.generated(),
                answer.latency());
    }

    private static LlmCall with(LlmCall call, List<ChatMessage> messages, @Nullable RestoredTokens tokens) {
        return new LlmCall(
                call.tenant(),
                call.model(),
                call.request().toBuilder().messages(messages).build(),
                call.purpose(),
                call.cache(),
                tokens,
                call.local(),
                call.goOn());
    }

    private static ChatMessage redact(ChatMessage message, Redaction redaction) {
        return message instanceof AiMessage answer
                ? MessageTexts.map(answer, redaction::hide, arguments -> MessageTexts.json(arguments, redaction::hide))
                : MessageTexts.map(message, redaction::hide);
    }

    private static List<String> texts(List<ChatMessage> messages) {
        List<String> texts = new ArrayList<>();
        for (ChatMessage message : messages) {
            MessageTexts.map(message, text -> {
                texts.add(text);
                return text;
            });
        }
        return texts;
    }

    private static boolean answersJson(ChatRequest request) {
        @Nullable ResponseFormat format = request.responseFormat();
        return format != null && format.type() == ResponseFormatType.JSON;
    }

    /** As it stands between the quotes of a JSON string. */
    private static String escaped(String value) {
        String quoted = Json.write(value);
        return quoted.substring(1, quoted.length() - 1);
    }
}
