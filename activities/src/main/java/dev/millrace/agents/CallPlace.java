package dev.millrace.agents;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a call of a tool stands in a run: which call of which answer, both from 1. As text it is the id of the call's step. */
record CallPlace(int step, int position) {
    private static final Pattern TEXT = Pattern.compile("tool_([1-9][0-9]{0,5})_([1-9][0-9]{0,5})");

    static Optional<CallPlace> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new CallPlace(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "tool_" + step + "_" + position;
    }
}
