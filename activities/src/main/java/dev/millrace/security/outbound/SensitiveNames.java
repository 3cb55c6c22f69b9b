package dev.millrace.security.outbound;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises by its name a header, a query parameter or a field whose value is secret. */
public final class SensitiveNames {
    private static final Pattern NOT_A_LETTER_OR_DIGIT = Pattern.compile("[^a-z0-9]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Set<String> WORDS = Set.of(
            "authorization",
            "auth",
            "cookie",
            "credential",
            "credentials",
            "jwt",
            "key",
            "passphrase",
            "passwd",
            "password",
            "pwd",
            "secret",
            "session",
            "sessionid",
            "sig",
            "signature",
            "token",
            "apikey",
            "authtoken",
            "accesstoken");
    private static final Set<String> HARMLESS = Set.of("idempotency-key");

    private SensitiveNames() {}

    public static boolean contains(String name) {
        String words = HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
        return !HARMLESS.contains(words)
                && NOT_A_LETTER_OR_DIGIT.splitAsStream(words).anyMatch(WORDS::contains);
    }
}
