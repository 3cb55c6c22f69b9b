package dev.millrace.pipelines.expression;

import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why an evaluation failed, in our words. */
final class Reason {
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:\\d+: ");
    private static final Pattern NO_KEY = Pattern.compile("key '(.{0,200})' is not present in map\\.", Pattern.DOTALL);

    private Reason() {}

    static String of(CelEvaluationException failed) {
        Throwable cause = failed;
        while (cause != null) {
            if (cause instanceof Budget.TooMuch) {
                return String.valueOf(cause.getMessage());
            }
            cause = cause.getCause();
        }
        String message = PLACE.matcher(String.valueOf(failed.getMessage())).replaceFirst("");
        Matcher noKey = NO_KEY.matcher(message);
        return noKey.find() ? "no such key: " + noKey.group(1) : message;
    }
}
