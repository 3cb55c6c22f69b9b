package dev.millrace.security.outbound;

import java.net.InetAddress;

/** Calls to the outside, of which those to this machine are allowed. */
public final class TestOutbound {
    private TestOutbound() {}

    public static Outbound allowing(String hosts) {
        return new Outbound(new GuardedResolver(InetAddress::getAllByName, AllowedHosts.of(hosts)), "Millrace/test");
    }
}
