package dev.millrace.llm;

/** Finds the model that answers, behind all filters. */
public interface Models {
    /**
     * @throws dev.millrace.problems.Problem NO_MODEL when none is set up, UNAVAILABLE (with the time to wait, where a
     *     provider named one) when none answers now, INVALID when the question itself is at fault
     */
    LlmAnswer answer(LlmCall call);
}
