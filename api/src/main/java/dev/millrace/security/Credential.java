package dev.millrace.security;

import dev.millrace.artifacts.Sha256;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request presents: an API key in {@code X-API-Key}, or an API key or a token as {@code Authorization: Bearer}. */
record Credential(String secret, boolean bearer) {
    private static final String BEARER = "Bearer ";

    /** @throws Problem UNAUTHENTICATED when a header is there twice, or has another scheme */
    static Optional<Credential> of(HttpServletRequest request) {
        String key = only(request, "X-API-Key");
        String authorization = only(request, "Authorization");
        if (key != null) {
            return Optional.of(new Credential(key, false));
        }
        if (authorization == null) {
            return Optional.empty();
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Problem(
                    ProblemType.UNAUTHENTICATED, "Authorization must be \"Bearer\" and an API key or a token");
        }
        return Optional.of(
                new Credential(authorization.substring(BEARER.length()).trim(), true));
    }

    /** Stands for it where it must not be kept itself. */
    String hash() {
        return Base64.getEncoder().encodeToString(Sha256.digest().digest(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable String only(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        if (values.size() > 1) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "the header " + name + " is there more than once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }
}
