package dev.millrace.limits;

import dev.millrace.problems.Problem;
import dev.millrace.security.SignInGuard;
import io.github.bucket4j.EstimationProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts wrong credentials by the address they come from; of IPv6 by the network of 64 bits, all of which one caller has. */
final class AddressGuard implements SignInGuard {
    private static final Logger log = LoggerFactory.getLogger(AddressGuard.class);
    private static final int NETWORK_BYTES = 8;

    private final RateBuckets buckets;
    private final Rate rate;

    AddressGuard(RateBuckets buckets, Rate rate) {
        this.buckets = buckets;
        this.rate = rate;
    }

    @Override
    public void admit(String address) {
        EstimationProbe probe;
        try {
            probe = buckets.of(name(address), rate).estimateAbilityToConsume(1);
        } catch (RuntimeException e) {
            log.warn("wrong credentials are not counted: {}", e.toString());
            return;
        }
        if (!probe.canBeConsumed()) {
            throw Problem.rateLimited(
                    "too many wrong credentials came from this address; wait before the next ones",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    @Override
    public void failed(String address) {
        try {
            buckets.of(name(address), rate).tryConsume(1);
        } catch (RuntimeException e) {
            log.warn("wrong credentials are not counted: {}", e.toString());
        }
    }

    static String name(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? "network " + HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                    : "address " + address;
        } catch (IllegalArgumentException e) {
            return "address " + address;
        }
    }
}
