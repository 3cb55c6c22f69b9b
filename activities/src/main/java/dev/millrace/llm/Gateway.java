package dev.millrace.llm;

import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The one way to a language model, for every feature: through all filters to the model that answers. Thread-safe. */
@Component
public final class Gateway {
    private final Function<LlmCall, LlmAnswer> chain;

    /** @param filters the outermost first */
    public Gateway(List<CallFilter> filters, Models models) {
        Function<LlmCall, LlmAnswer> chain = models::answer;
        for (CallFilter filter : filters.reversed()) {
            Function<LlmCall, LlmAnswer> next = chain;
            chain = call -> filter.around(call, next);
        }
        this.chain = chain;
    }

    /** @throws dev.millrace.problems.Problem as {@link Models#answer} and the filters do */
    public LlmAnswer chat(LlmCall call) {
        return chain.apply(call);
    }
}
