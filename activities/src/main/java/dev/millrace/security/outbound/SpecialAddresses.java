package dev.millrace.security.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are not on the public internet: those of IANA's special-purpose registries (RFC 6890 and its updates).
 * Of IPv6 only 2000::/3 is public, and an address that carries an IPv4 address is judged by that.
 */
final class SpecialAddresses {
    private static final List<Range> IPV4 = List.of(
            Range.of("0.0.0.0/8", "this network"),
            Range.of("10.0.0.0/8", "a private network"),
            Range.of("100.64.0.0/10", "a carrier's private network"),
            Range.of("127.0.0.0/8", "this machine"),
            Range.of("168.63.129.16/32", "a cloud platform's own service"),
            Range.of("169.254.0.0/16", "link-local, where cloud platforms keep credentials"),
            Range.of("172.16.0.0/12", "a private network"),
            Range.of("192.0.0.0/24", "reserved for protocols"),
            Range.of("192.0.2.0/24", "reserved for documentation"),
            Range.of("192.88.99.0/24", "reserved (6to4 relays)"),
            Range.of("192.168.0.0/16", "a private network"),
            Range.of("198.18.0.0/15", "reserved for benchmarks"),
            Range.of("198.51.100.0/24", "reserved for documentation"),
            Range.of("203.0.113.0/24", "reserved for documentation"),
            Range.of("224.0.0.0/4", "multicast"),
            Range.of("240.0.0.0/4", "reserved"));

    private static final Range NAT64 = Range.of("64:ff9b::/96", "IPv4 in IPv6");

    private static final Range PUBLIC_IPV6 = Range.of("2000::/3", "public");
    private static final List<Range> IPV6 = List.of(
            Range.of("::1/128", "this machine"),
            Range.of("::/8", "reserved"),
            Range.of("64:ff9b:1::/48", "a private network's translation to IPv4"),
            Range.of("2001::/23", "reserved for protocols (Teredo among them)"),
            Range.of("2001:db8::/32", "reserved for documentation"),
            Range.of("2002::/16", "6to4"),
            Range.of("3fff::/20", "reserved for documentation"),
            Range.of("fc00::/7", "a private network"),
            Range.of("fe80::/10", "link-local"),
            Range.of("fec0::/10", "a private network"),
            Range.of("ff00::/8", "multicast"));

    private SpecialAddresses() {}

    /** What lies at an address that is not public; empty for a public one. */
    static Optional<String> at(InetAddress address) {
        return at(address.getAddress());
    }

    static Optional<String> at(byte[] address) {
        if (address.length == 4) {
            return in(IPV4, address);
        }
        if (NAT64.contains(address)) {
            return at(Arrays.copyOfRange(address, 12, 16));
        }
        Optional<String> known = in(IPV6, address);
        return known.isPresent() || PUBLIC_IPV6.contains(address) ? known : Optional.of("reserved");
    }

    private static Optional<String> in(List<Range> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.contains(address))
                .findFirst()
                .map(Range::what);
    }
}
