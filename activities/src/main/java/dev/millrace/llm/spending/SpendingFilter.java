package dev.millrace.llm.spending;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.millrace.llm.CallFilter;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.tenancy.Ids;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reserves what a call may cost, and books what it did cost; refuses what no hard budget has room for. */
@Component
@Order(CallFilter.SPENDING)
final class SpendingFilter implements CallFilter {
    private final Spending spending;
    private final MostCosts most;
    private final CallCosts costs;
    private final Clock clock;

    SpendingFilter(Spending spending, MostCosts most, CallCosts costs, Clock clock) {
        this.spending = spending;
        this.most = most;
        this.costs = costs;
        this.clock = clock;
    }

    @Override
    public LlmAnswer around(LlmCall call, Function<LlmCall, LlmAnswer> next) {
        UUID id = Ids.next();
        Instant began = clock.instant();
        Set<String> scopes;
        LlmAnswer answer;
        try {
            scopes = most.scopes(call);
            answer = next.apply(reserve(id, call, spending.hard(call.tenant(), scopes)));
        } catch (RuntimeException | Error failure) {
            fail(id, call, failure, Duration.between(began, clock.instant()));
            throw failure;
        }
        return settle(id, call, answer, scopes);
    }

    private LlmCall reserve(UUID id, LlmCall asked, List<Budget> hard) {
        if (hard.isEmpty()) {
            return asked;
        }
        LlmCall call = limited(asked);
        most.of(call, hard.getFirst()).ifPresent(amounts -> spending.reserve(call.tenant(), id, amounts));
        return call;
    }

    private LlmAnswer settle(UUID id, LlmCall call, LlmAnswer answer, Set<String> scopes) {
        Usage usage = costs.usage(call, answer);
        Optional<BigDecimal> cost = costs.of(answer, usage);
        scopes.add(BudgetScope.model(answer.provider() + "/" + answer.model()).value());
        spending.settle(Booking.answered(id, call, answer, usage, cost.orElse(null)), scopes);
        return answer.costing(cost.orElse(BigDecimal.ZERO));
    }

    private void fail(UUID id, LlmCall call, Throwable failure, Duration latency) {
        try {
            spending.settle(Booking.failed(id, call, failure, latency), Set.of());
        } catch (RuntimeException unbooked) {
            failure.addSuppressed(unbooked);
        }
    }

    /** Without a limit on its output, nobody can say what a call may cost. */
    private static LlmCall limited(LlmCall call) {
        ChatRequest request = call.request();
        if (request.maxOutputTokens() != null) {
            return call;
        }
        ChatRequestParameters limit = ChatRequestParameters.builder()
                .maxOutputTokens(MostCosts.OUTPUT_TOKENS)
                .build();
        return call.with(ChatRequest.builder()
                .messages(request.messages())
                .parameters(request.parameters().overrideWith(limit))
                .build());
    }
}
