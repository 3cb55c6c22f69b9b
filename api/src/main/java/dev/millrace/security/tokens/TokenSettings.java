package dev.millrace.security.tokens;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token must hold: the issuer (none with a shared secret), one of the audiences, and the claims, first come, that name
 * the workspace and the role.
 */
record TokenSettings(
        @Nullable String issuer,
        List<String> audiences,
        boolean audienceNeeded,
        List<String> workspaceClaims,
        List<String> roleClaims) {
    /** The audience of tokens where the configuration names none. */
    static final String DEFAULT_AUDIENCE = "millrace";

    static TokenSettings of(@Nullable String issuer, String audiences, String workspaceClaims, String roleClaims) {
        List<String> named = listed(audiences);
        return new TokenSettings(
                issuer,
                named.isEmpty() ? List.of(DEFAULT_AUDIENCE) : named,
                issuer != null || !named.isEmpty(),
                listed(workspaceClaims),
                listed(roleClaims));
    }

    private static List<String> listed(String configured) {
        return Arrays.stream(configured.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
