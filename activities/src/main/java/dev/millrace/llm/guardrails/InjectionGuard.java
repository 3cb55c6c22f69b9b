package dev.millrace.llm.guardrails;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.guardrails.GuardrailPolicy.InjectionRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Screens what users and tools say, and marks as data what tools and documents say. What was told of once is not again. */
@Component
final class InjectionGuard {
    private static final String RULE = "injection";

    private final InjectionScreen screen;
    private final Violations violations;

    InjectionGuard(InjectionScreen screen, Violations violations) {
        this.screen = screen;
        this.violations = violations;
    }

    /** @throws dev.millrace.problems.Problem GUARDRAIL when the rule is to refuse, and a text looks like an attack */
    LlmCall screen(LlmCall call, InjectionRule rule) {
        List<ChatMessage> messages = call.request().messages();
        int lastAnswer = lastAnswer(messages);
        List<ChatMessage> marked = new ArrayList<>();
        boolean anyData = false;
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            boolean data = isData(message);
            anyData |= data;
            Looked looked = data || message instanceof UserMessage ? look(message, data) : new Looked(message, "");
            marked.add(looked.message);
            if (!looked.reasons.isEmpty()) {
                tell(
                        call,
                        rule,
                        i,
                        (data ? "what a tool answered " : "the text of message " + i + " ") + looked.reasons,
                        i > lastAnswer);
            }
        }
        return anyData
                ? call.with(call.request().toBuilder()
                        .messages(Spotlight.withRule(marked))
                        .build())
                : call;
    }

    /** The reasons are empty where there are none. */
    private record Looked(ChatMessage message, String reasons) {}

    private Looked look(ChatMessage message, boolean data) {
        List<String> reasons = new ArrayList<>();
        ChatMessage changed = MessageTexts.map(message, text -> {
            Screening screening = screen.judge(text, data);
            if (screening.isSuspicious()) {
                reasons.add(screening.reasons());
            }
            return data ? Spotlight.data(text, screening.isSuspicious()) : text;
        });
        return new Looked(data ? changed : message, String.join(", ", reasons));
    }

    private void tell(LlmCall call, InjectionRule rule, int message, String what, boolean isNew) {
        if (rule == InjectionRule.REFUSE) {
            throw violations.refuse(call, RULE, what, message);
        }
        if (isNew) {
            violations.flag(call, RULE, what);
        }
    }

    private static boolean isData(ChatMessage message) {
        return message instanceof ToolExecutionResultMessage
                || (message instanceof UserMessage user && Retrieved.isMarked(user));
    }

    private static int lastAnswer(List<ChatMessage> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof AiMessage) {
                return i;
            }
        }
        return -1;
    }
}
