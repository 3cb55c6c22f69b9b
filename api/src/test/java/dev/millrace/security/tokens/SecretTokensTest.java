package dev.millrace.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTokensTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String BEFORE = "fedcba9876543210fedcba9876543210";
    private static final String LONG = SECRET + SECRET;

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void takesTheAlgorithmsThatTheSecretIsLongEnoughFor(String algorithm) throws Exception {
        String token = signed(JWSAlgorithm.parse(algorithm), LONG, good());
        assertThat(tokens("", LONG).owner(token).subject()).isEqualTo("ada");
    }

    @Test
    void refusesAnAlgorithmThatTheSecretIsTooShortFor() throws Exception {
        String zeroPadded = SECRET + "\0".repeat(32);
        refused(tokens("", SECRET), signed(JWSAlgorithm.HS512, zeroPadded, good()));
    }

    @Test
    void takesTheSecretBeforeWhileItIsStillConfigured() throws Exception {
        String old = signed(JWSAlgorithm.HS256, BEFORE, good());
        assertThat(tokens("", SECRET, BEFORE).owner(old).subject()).isEqualTo("ada");
        refused(tokens("", SECRET), old);
    }

    @Test
    void refusesATokenOfAnIssuersKey() throws Exception {
        refused(tokens("", SECRET), Issuer.signed(Issuer.key("any"), good().build()));
    }

    @Test
    void wantsTheAudienceOnceItIsConfiguredAndNeverTakesAnothers() throws Exception {
        String forNobody = signed(JWSAlgorithm.HS256, SECRET, good());
        assertThat(tokens("", SECRET).owner(forNobody).subject()).isEqualTo("ada");
        refused(tokens("ours", SECRET), forNobody);
        refused(tokens("", SECRET), signed(JWSAlgorithm.HS256, SECRET, good().audience("another")));
        String ours = signed(JWSAlgorithm.HS256, SECRET, good().audience(List.of("another", "ours")));
        assertThat(tokens("first, ours", SECRET).owner(ours).subject()).isEqualTo("ada");
    }

    @Test
    void doesNotStartWithASecretThatCanBeGuessed() {
        assertThatThrownBy(() -> tokens("", "secret")).hasMessageContaining("at least 32 bytes");
    }

    @Test
    void takesNoTokenWhereNoneIsSetUp() throws Exception {
        Tokens off = new Tokens(null, TokenSettings.of(null, "", "workspace", "role"), Clock.systemUTC());
        String token = signed(JWSAlgorithm.HS256, SECRET, good());
        assertThatThrownBy(() -> off.owner(token)).hasMessageContaining("not set up");
    }

    private static void refused(Tokens tokens, String token) {
        assertThatThrownBy(() -> tokens.owner(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED));
    }

    private static Tokens tokens(String audience, String... secrets) {
        return new Tokens(
                new SharedSecrets(List.of(secrets)),
                TokenSettings.of(null, audience, "workspace,tenant_id", "role,roles"),
                Clock.systemUTC());
    }

    private static String signed(JWSAlgorithm algorithm, String secret, JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims.build());
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("tenant_id", "acme")
                .claim("role", "viewer");
    }
}
