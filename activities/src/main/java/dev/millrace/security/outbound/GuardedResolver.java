package dev.millrace.security.outbound;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives a new connection the addresses of its host, provided that all of them are public or the host is allowed. Since
 * the connection is made to the very addresses that were looked at, a second answer of the DNS changes nothing.
 */
final class GuardedResolver implements DnsResolver {
    private final Lookup lookup;
    private final AllowedHosts allowed;

    GuardedResolver(Lookup lookup, AllowedHosts allowed) {
        this.lookup = lookup;
        this.allowed = allowed;
    }

    /** Asks this machine's resolver. */
    static GuardedResolver allowing(String hosts) {
        return new GuardedResolver(InetAddress::getAllByName, AllowedHosts.of(hosts));
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        boolean known = allowed.contains(host, port);
        if (!known && isLocal(host)) {
            throw refused(host, "this machine");
        }
        InetAddress[] found = lookup.addresses(host);
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : found) {
            Optional<String> what = SpecialAddresses.at(address);
            if (!known && what.isPresent()) {
                throw refused(host, what.get());
            }
        }
        return List.of(found).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /** Without a port no entry of the list can be asked for, so that only public addresses are given. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return resolve(host, 0).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private static Problem refused(String host, String what) {
        return new Problem(
                ProblemType.ADDRESS_REFUSED,
                host + " is not on the public internet (" + what + "); only public addresses are called, and the hosts"
                        + " that MILLRACE_HTTP_ALLOW_HOSTS names");
    }

    /** Asks the DNS; for an address written as such it answers that. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }
}
