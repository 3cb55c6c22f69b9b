package dev.millrace.llm.spending;

import dev.millrace.jobs.JobRef;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.ReachableModels;
import dev.millrace.llm.ReachableModels.ModelName;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What a call may cost at most, before it is made, in each of the budgets that it falls under. */
@Component
final class MostCosts {
    /** The most output of a call that names no limit, where a hard budget holds. */
    static final int OUTPUT_TOKENS = 4_096;

    private final ReachableModels reachable;
    private final PriceTable prices;
    private final TokenEstimate tokens;

    MostCosts(ReachableModels reachable, PriceTable prices, TokenEstimate tokens) {
        this.reachable = reachable;
        this.prices = prices;
        this.tokens = tokens;
    }

    /** Of all budgets that the call may fall under, whichever of its models answers. */
    Set<String> scopes(LlmCall call) {
        Set<String> scopes = new TreeSet<>();
        for (ModelName model : reachable.of(call.tenant(), call.model())) {
            scopes.add(BudgetScope.model(model.id()).value());
        }
        scopes.addAll(common(call));
        return scopes;
    }

    /**
     * By the budgets' scopes; empty when the call costs nothing, whichever model answers.
     *
     * @throws Problem BUDGET_EXCEEDED when the price of a model is not known
     */
    Optional<Map<String, BigDecimal>> of(LlmCall call, Budget hard) {
        long in = tokens.of(call.request());
        long out = Objects.requireNonNullElse(call.request().maxOutputTokens(), OUTPUT_TOKENS);
        Map<String, BigDecimal> most = new HashMap<>();
        BigDecimal highest = BigDecimal.ZERO;
        for (ModelName model : reachable.of(call.tenant(), call.model())) {
            Rate rate = prices.rate(model.provider(), model.model()).orElseThrow(() -> unpriced(model, hard));
            BigDecimal cost = rate.cost(new Usage(TokenEstimate.by(model.provider(), in), 0, out));
            highest = highest.max(cost);
            most.put(BudgetScope.model(model.id()).value(), cost);
        }
        for (String scope : common(call)) {
            most.put(scope, highest);
        }
        return highest.signum() == 0 ? Optional.empty() : Optional.of(most);
    }

    private static Set<String> common(LlmCall call) {
        Set<String> scopes = new TreeSet<>();
        scopes.add(BudgetScope.TENANT.value());
        scopes.add(BudgetScope.feature(call.purpose().feature()).value());
        scopes.add(BudgetScope.model(Ledger.shortened(call.model())).value());
        JobRef run = call.purpose().run();
        if (run != null) {
            scopes.add(BudgetScope.run(run.job()).value());
        }
        return scopes;
    }

    private static Problem unpriced(ModelName model, Budget budget) {
        return new Problem(
                ProblemType.BUDGET_EXCEEDED,
                "nobody knows what " + model.id() + " costs, so the hard budget " + budget.scope()
                        + " does not allow it: give it a price in the file that MILLRACE_LLM_PRICES names, leave it out of"
                        + " the route, or take the hard limit away");
    }
}
