package dev.millrace.pipelines.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why an evaluation failed, in our words. */
final class Reason {
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:\\d+: ");
    private static final Pattern NO_KEY = Pattern.compile("key '(.{0,200})' is not present in map\\.", Pattern.DOTALL);

    private Reason() {}

    static String of(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException) {
                return String.valueOf(cause.getMessage());
            }
        }
        String message = PLACE.matcher(String.valueOf(failed.getMessage())).replaceFirst("");
        Matcher noKey = NO_KEY.matcher(message);
        return noKey.find() ? "no such key: " + noKey.group(1) : message;
    }
}
