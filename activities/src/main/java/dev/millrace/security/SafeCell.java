package dev.millrace.security;

import java.util.regex.Pattern;

/** Text for a CSV cell that spreadsheet programs do not take for a formula (OWASP, CSV injection). */
public final class SafeCell {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private SafeCell() {}

    /** As it is, or after an apostrophe when it begins like a formula and is no plain number. */
    public static String of(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
