package dev.millrace.security.outbound;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to a service outside of Millrace, as a user wants it.
 *
 * @param headers by name, whose case does not matter
 * @param body sent as UTF-8
 * @param timeout of all of it: look-up, connection, redirects, answer
 * @param maxBytes of the answer's body, after decompression
 */
public record OutboundCall(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable String body,
        Duration timeout,
        int maxBytes,
        boolean followsRedirects) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E\\t]{0,8000}");
    /** What belongs to the connection, and is worked out from the URL and the body. */
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    public OutboundCall {
        headers.forEach(OutboundCall::check);
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = Collections.unmodifiableMap(byName);
    }

    private static void check(String name, String value) {
        if (!TOKEN.matcher(name).matches()) {
            throw invalid("a header's name has letters, digits and hyphens; one here is '" + plain(name) + "'");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw invalid("the header " + name + " cannot be given: the connection or the URL and the body decide it");
        }
        if (!PRINTABLE.matcher(value).matches()) {
            throw invalid("the value of the header " + name
                    + " has a line break, a control or non-ASCII character, or is longer than 8000 characters");
        }
    }

    private static String plain(String name) {
        String short_ = name.substring(0, Math.min(name.length(), 60));
        return short_.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private static Problem invalid(String detail) {
        return new Problem(ProblemType.INVALID, detail);
    }
}
