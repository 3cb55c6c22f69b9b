package dev.millrace.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request without credentials comes from a program of this machine's user, and not from a web page in
 * their browser (cross-site request, DNS rebinding) nor through a proxy.
 */
final class LoopbackGuard {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    private LoopbackGuard() {}

    static boolean trusts(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && LOCAL_NAMES.contains(withoutPort(request.getHeader("Host")))
                && FORWARDED.stream().allMatch(name -> request.getHeader(name) == null)
                && hasOwnOrigin(request)
                && isOwnFetch(request.getHeader("Sec-Fetch-Site"));
    }

    static boolean isLoopback(@Nullable String address) {
        try {
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String withoutPort(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "");
    }

    private static boolean hasOwnOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            return String.valueOf(URI.create(origin).getRawAuthority()).equals(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOwnFetch(@Nullable String site) {
        return site == null || OWN_PAGES.contains(site);
    }
}
