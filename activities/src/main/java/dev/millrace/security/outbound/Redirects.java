package dev.millrace.security.outbound;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a redirect leads, and what of the request goes along (RFC 9110, section 15.4, and the Fetch standard). */
final class Redirects {
    static final int MOST = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    /** What says nothing about who asks: all else stays at the host that it was meant for. */
    private static final Set<String> FOR_ANYBODY =
            Set.of("accept", "accept-language", "content-type", "idempotency-key", "traceparent", "user-agent");

    private Redirects() {}

    /** @return empty when the answer is no redirect that can be followed, but the answer */
    static Optional<Hop> next(Hop hop, OutboundAnswer answer) {
        String location = answer.headers().get("location");
        if (location == null || !STATUSES.contains(answer.status())) {
            return Optional.empty();
        }
        try {
            return Optional.of(next(hop, answer.status(), hop.to().uri().resolve(new URI(location))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Hop next(Hop hop, int status, URI location) {
        Destination to = Destination.of(location);
        if (hop.to().encrypted() && !to.encrypted()) {
            throw refused(hop, to, "which is not encrypted");
        }
        boolean sameOrigin = to.sameOrigin(hop.to());
        boolean asGet = becomesGet(hop.method(), status);
        if (!sameOrigin
                && !asGet
                && !hop.method().equals("GET")
                && !hop.method().equals("HEAD")) {
            throw refused(hop, to, "another host, which would get what is meant for this one; call it directly");
        }
        Map<String, String> headers = hop.headers().entrySet().stream()
                .filter(header -> sameOrigin || FOR_ANYBODY.contains(lower(header.getKey())))
                .filter(header -> !asGet || !lower(header.getKey()).startsWith("content-"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        @Nullable String body = asGet ? null : hop.body();
        return new Hop(to, asGet ? "GET" : hop.method(), headers, body);
    }

    private static boolean becomesGet(String method, int status) {
        return switch (status) {
            case 303 -> !method.equals("GET") && !method.equals("HEAD");
            case 301, 302 -> method.equals("POST");
            default -> false;
        };
    }

    private static Problem refused(Hop from, Destination to, String why) {
        return new Problem(ProblemType.ADDRESS_REFUSED, from.to().shown() + " redirects to " + to.shown() + ", " + why);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** One request on the way. */
    record Hop(
            Destination to,
            String method,
            Map<String, String> headers,
            @Nullable String body) {}
}
