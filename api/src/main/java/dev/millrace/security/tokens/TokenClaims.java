package dev.millrace.security.tokens;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Role;
import dev.millrace.tenancy.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads workspace, role and caller from a verified token. A claim is named as it stands there, or by the path to it
 * ({@code realm_access.roles}); of a list of roles the highest that Millrace knows counts.
 */
record TokenClaims(List<String> workspaceClaims, List<String> roleClaims) {
    private static final int LONGEST_SUBJECT = 200;

    /** @throws Problem FORBIDDEN when it does not say for which workspace or in which role, UNAUTHENTICATED without a subject */
    TokenOwner owner(Jwt token) {
        String subject = token.getSubject();
        if (subject == null
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw Tokens.refused();
        }
        return new TokenOwner(workspace(token), subject, role(token));
    }

    private TenantId workspace(Jwt token) {
        return texts(token, workspaceClaims)
                .findFirst()
                .flatMap(TokenClaims::tenant)
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN,
                        "the token names no workspace; it does so in the claim "
                                + String.join(" or ", workspaceClaims)));
    }

    private static Optional<TenantId> tenant(String id) {
        try {
            return Optional.of(new TenantId(id));
        } catch (Problem none) {
            return Optional.empty();
        }
    }

    private Role role(Jwt token) {
        return texts(token, roleClaims)
                .flatMap(name -> Role.find(name).stream())
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN,
                        "the token names no role of Millrace's; it does so in the claim "
                                + String.join(" or ", roleClaims)
                                + ": viewer, operator, admin or platform_admin"));
    }

    private static Stream<String> texts(Jwt token, List<String> claims) {
        return claims.stream()
                .map(claim -> at(token.getClaims(), claim))
                .filter(Objects::nonNull)
                .limit(1)
                .flatMap(TokenClaims::texts);
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case Collection<?> several ->
                several.stream().filter(String.class::isInstance).map(String.class::cast);
            default -> Stream.empty();
        };
    }

    private static @Nullable Object at(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, name.substring(dot + 1))
                : null;
    }
}
