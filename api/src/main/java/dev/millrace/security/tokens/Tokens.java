package dev.millrace.security.tokens;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Callers' JSON Web Tokens (RFC 7519), signed (RFC 7515) by the one kind of key that the configuration names. */
public final class Tokens {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final int LARGEST = 8 * 1024;
    private static final Pattern FORM = Pattern.compile("ey[A-Za-z0-9_=-]*\\.[A-Za-z0-9_=-]*\\.[A-Za-z0-9_=-]*");

    private final @Nullable TokenKeys keys;
    private final @Nullable NimbusJwtDecoder decoder;
    private final TokenClaims claims;

    /** @param keys null: no token is accepted */
    Tokens(@Nullable TokenKeys keys, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.decoder = keys == null ? null : decoder(keys, settings, clock);
        this.claims = new TokenClaims(settings.workspaceClaims(), settings.roleClaims());
    }

    /** Whether a bearer credential has the form of a token, which no API key has. */
    public static boolean isToken(String credential) {
        return FORM.matcher(credential).matches();
    }

    /**
     * Whom a token speaks for; that the workspace exists is not looked at.
     *
     * @throws Problem UNAUTHENTICATED for every fault of the token alike, FORBIDDEN when it is good but names no workspace or
     *     role, UNAVAILABLE while the issuer's keys have never been read
     */
    public TokenOwner owner(String token) {
        if (decoder == null || keys == null) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "tokens are not set up here; send an API key");
        }
        if (token.length() > LARGEST) {
            throw refused();
        }
        return claims.owner(verified(token, decoder, keys));
    }

    private static Jwt verified(String token, NimbusJwtDecoder decoder, TokenKeys keys) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException | IllegalArgumentException e) {
            log.debug("a token was refused", e);
            throw refused();
        } catch (JwtException e) {
            log.warn("a token could not be checked: {}", e.getMessage());
            throw keys.known()
                    ? refused()
                    : new Problem(
                            ProblemType.UNAVAILABLE,
                            "tokens cannot be checked: their issuer's keys could not be read yet; try again soon");
        }
    }

    /** The same words for every reason: they help nobody who tries. */
    static Problem refused() {
        return new Problem(
                ProblemType.UNAUTHENTICATED,
                "this token is not accepted: it must be signed by a key that is known here, meant for this service and not"
                        + " expired");
    }

    private static NimbusJwtDecoder decoder(TokenKeys keys, TokenSettings settings, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(keys.selector());
        // The decoder's validator looks at the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(TokenRules.of(settings, clock));
        return decoder;
    }
}
