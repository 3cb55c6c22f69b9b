package dev.millrace.security.outbound;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hosts that may be called although their address is not public: {@code host} (any port) or {@code host:port}, separated
 * by commas; an IPv6 address with a port stands in brackets. Names are compared as written: no wildcard, no resolving.
 */
record AllowedHosts(Set<String> entries) {
    static AllowedHosts of(String configured) {
        return new AllowedHosts(Arrays.stream(configured.split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(AllowedHosts::bracketed)
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean contains(String host, int port) {
        String name = bracketed(host.toLowerCase(Locale.ROOT));
        return entries.contains(name) || entries.contains(name + ":" + port);
    }

    /** Two colons and no bracket: an IPv6 address without a port. */
    private static String bracketed(String entry) {
        return !entry.startsWith("[") && entry.indexOf(':') != entry.lastIndexOf(':') ? "[" + entry + "]" : entry;
    }
}
