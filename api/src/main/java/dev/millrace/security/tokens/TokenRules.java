package dev.millrace.security.tokens;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What a token that is signed well must say besides: when it ends, by whom it was made, for whom. */
final class TokenRules {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final OAuth2Error FOR_OTHERS = new OAuth2Error("invalid_token", "the audience is another", null);

    private TokenRules() {}

    static OAuth2TokenValidator<Jwt> of(TokenSettings settings, Clock clock) {
        List<OAuth2TokenValidator<Jwt>> rules = new ArrayList<>();
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setAllowEmptyExpiryClaim(false);
        times.setClock(clock);
        rules.add(times);
        rules.add(token -> isForUs(settings, token.getAudience())
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(FOR_OTHERS));
        if (settings.issuer() != null) {
            rules.add(new JwtIssuerValidator(settings.issuer()));
        }
        return new DelegatingOAuth2TokenValidator<>(rules);
    }

    /** RFC 7519, section 4.1.3: a token that names audiences is only for these. */
    private static boolean isForUs(TokenSettings settings, @Nullable List<String> named) {
        if (named == null || named.isEmpty()) {
            return !settings.audienceNeeded();
        }
        return settings.audiences().stream().anyMatch(named::contains);
    }
}
