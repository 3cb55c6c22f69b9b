package dev.millrace.llm;

import java.util.function.Function;

/**
 * Goes around every call: may refuse it, change it, answer it itself, or look at the answer. Beans, from the outermost to
 * the innermost by their {@link org.springframework.core.annotation.Order}, one of the numbers here.
 */
public interface CallFilter {
    /** Counts calls and what came of them. */
    int METERS = 50;
    /** Screens what goes out, and what comes back. */
    int GUARDRAILS = 100;
    /** Answers from earlier answers. */
    int CACHE = 200;
    /** Asks again, once, when an answer does not fit the schema that was asked for. */
    int REPAIR = 300;
    /** Reserves what a call may cost, and books what it did cost. */
    int SPENDING = 400;

    LlmAnswer around(LlmCall call, Function<LlmCall, LlmAnswer> next);
}
