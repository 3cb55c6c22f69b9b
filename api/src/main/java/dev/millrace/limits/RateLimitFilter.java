package dev.millrace.limits;

import dev.millrace.http.ProblemWriter;
import dev.millrace.problems.Problem;
import dev.millrace.security.Caller;
import dev.millrace.tenancy.TenantId;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each workspace to its rate of requests, and announces it as draft-ietf-httpapi-ratelimit-headers-10 has it. While the
 * database does not answer, nothing is limited here: what needs it is refused anyway.
 */
final class RateLimitFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimitFilter.class);

    private final RateBuckets buckets;
    private final Quotas quotas;
    private final ProblemWriter problems;

    RateLimitFilter(RateBuckets buckets, Quotas quotas, ProblemWriter problems) {
        this.buckets = buckets;
        this.quotas = quotas;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Spent> spent = spend(caller.tenant());
        spent.ifPresent(one -> announce(one, response));
        if (spent.isPresent() && !spent.get().probe().isConsumed()) {
            problems.write(refusal(spent.get()), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Spent> spend(TenantId tenant) {
        try {
            Limits limits = quotas.of(tenant);
            Rate rate = new Rate(limits.requestsPerSecond(), limits.requestBurst());
            return Optional.of(
                    new Spent(rate, buckets.of("workspace " + tenant, rate).tryConsumeAndReturnRemaining(1)));
        } catch (RuntimeException e) {
            LOG.warn("requests of {} are not limited: {}", tenant, e.toString());
            return Optional.empty();
        }
    }

    private static void announce(Spent spent, HttpServletResponse response) {
        Rate rate = spent.rate();
        long window = Math.max(1, Math.ceilDiv(rate.burst(), rate.perSecond()));
        response.setHeader("RateLimit-Policy", "\"workspace\";q=" + rate.burst() + ";w=" + window);
        response.setHeader(
                "RateLimit",
                "\"workspace\";r=" + spent.probe().getRemainingTokens() + ";t="
                        + seconds(spent.probe().getNanosToWaitForReset()));
    }

    private static Problem refusal(Spent spent) {
        return Problem.rateLimited(
                "the workspace may send " + spent.rate().perSecond() + " requests a second, and "
                        + spent.rate().burst() + " at once after a quiet time",
                Duration.ofNanos(spent.probe().getNanosToWaitForRefill()));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
    }

    private record Spent(Rate rate, ConsumptionProbe probe) {}
}
