package dev.millrace.security.outbound;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL whose form leaves no doubt which host it names: http or https, no user-info, a plain host name or an address in
 * its usual form. Which address the name leads to is looked at when the connection is made, by {@link GuardedResolver}.
 *
 * @param host in lower case; an IPv6 address without its brackets
 */
record Destination(URI uri, String scheme, String host, int port) {
    private static final int LONGEST = 8_000;
    private static final int MOST_PORT = 65_535;
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    /** @throws Problem INVALID when it is no URL, ADDRESS_REFUSED when it is one of a form that is never called */
    static Destination of(String url) {
        if (url.length() > LONGEST) {
            throw new Problem(ProblemType.INVALID, "the URL is longer than " + LONGEST + " characters");
        }
        try {
            return of(new URI(url));
        } catch (URISyntaxException e) {
            throw new Problem(ProblemType.INVALID, "the URL cannot be read: " + reason(e));
        }
    }

    static Destination of(URI uri) {
        String scheme = lower(uri.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("the URL must begin with http:// or https://");
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw new Problem(ProblemType.INVALID, "the URL names no host");
        }
        if (authority.contains("@")) {
            throw refused("the URL must not hold a user name or password; send an Authorization header");
        }
        String host = lower(uri.getHost());
        if (host.isEmpty() || host.endsWith(".") || host.contains("%") || isUnusualNumber(host)) {
            throw refused("the URL's host '" + authority + "' is neither a plain host name (ASCII letters, digits,"
                    + " hyphens, dots) nor an address in its usual form");
        }
        int port = uri.getPort() == -1 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
        if (port < 1 || port > MOST_PORT) {
            throw new Problem(ProblemType.INVALID, "the URL's port must be 1 to " + MOST_PORT);
        }
        return new Destination(uri, scheme, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /** Scheme, host and port are the same: what is meant for the one may be sent to the other. */
    boolean sameOrigin(Destination other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    boolean encrypted() {
        return scheme.equals("https");
    }

    /** Without the query, which may hold secrets. */
    String shown() {
        return scheme + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    /** Decimal, octal, hexadecimal and shortened forms of IPv4 addresses, which programs read differently. */
    private static boolean isUnusualNumber(String host) {
        return ENDS_IN_A_NUMBER.matcher(host).matches() && !IPV4.matcher(host).matches();
    }

    private static String lower(@Nullable String part) {
        return part == null ? "" : part.toLowerCase(Locale.ROOT);
    }

    private static Problem refused(String detail) {
        return new Problem(ProblemType.ADDRESS_REFUSED, detail);
    }

    /** Without the URL itself, which may hold secrets. */
    private static String reason(URISyntaxException e) {
        return e.getReason() + (e.getIndex() < 0 ? "" : " at character " + e.getIndex());
    }
}
