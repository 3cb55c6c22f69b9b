package dev.millrace.security.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Role;
import dev.millrace.security.outbound.LiveClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTokensTest {
    private final Issuer issuer = new Issuer();
    private final LiveClients clients = LiveClients.allowing("");
    private final Tokens tokens = tokens(issuer.url(), Duration.ofMinutes(1));

    IssuerTokensTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        clients.close();
        issuer.close();
    }

    @Test
    void letsInWhomTheIssuerVouchesFor() throws Exception {
        TokenOwner owner = tokens.owner(issuer.token(good().build()));
        assertThat(owner.tenant().value()).isEqualTo("acme");
        assertThat(owner.subject()).isEqualTo("ada");
        assertThat(owner.role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void refusesATokenWithoutASignature() {
        refused(new PlainJWT(good().build()).serialize());
    }

    @Test
    void refusesTheIssuersPublicKeyAsAnHmacSecret() throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(issuer.key.toPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----")
                .getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(issuer.key.toPublicKey().getEncoded(), pem)) {
            SignedJWT swapped = new SignedJWT(header, good().build());
            swapped.sign(new MACSigner(secret));
            refused(swapped.serialize());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/dev/null",
                "file:///dev/null",
                "http://127.0.0.1:1/keys",
                "' OR '1'='1",
                "\u0000"
            })
    void takesAKeyIdForANameAndNothingElse(String kid) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build();
        SignedJWT empty = new SignedJWT(header, good().build());
        empty.sign(new MACSigner(new byte[64]));
        refused(empty.serialize());
        refused(Issuer.signed(Issuer.key(kid), good().build()));
    }

    @Test
    void doesNotReadKeysThatATokenBringsAlong() throws Exception {
        var stranger = Issuer.key("first");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(stranger.toPublicJWK())
                .jwkURL(java.net.URI.create(issuer.url() + "/mine"))
                .build();
        SignedJWT token = new SignedJWT(header, good().build());
        token.sign(new com.nimbusds.jose.crypto.RSASSASigner(stranger));
        refused(token.serialize());
    }

    @Test
    void refusesWhatIsForOthersOrFromOthersOrNotOfThisTime() throws Exception {
        Date past = Date.from(Instant.now().minusSeconds(60));
        Date future = Date.from(Instant.now().plusSeconds(300));
        for (JWTClaimsSet.Builder wrong : List.of(
                good().audience("another"),
                good().audience((String) null),
                good().issuer("https://issuer.example"),
                good().issuer(null),
                good().expirationTime(past),
                good().expirationTime(null),
                good().notBeforeTime(future),
                good().subject(null),
                good().subject("a\nb"))) {
            refused(issuer.token(wrong.build()));
        }
    }

    @Test
    void refusesATokenThatWasChanged() throws Exception {
        String[] parts = issuer.token(good().build()).split("\\.");
        String other = issuer.token(good().claim("role", "admin").build()).split("\\.")[1];
        refused(parts[0] + "." + other + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1] + "." + parts[2].substring(1));
    }

    @Test
    void refusesWhatIsTooLargeTooDeepOrNoTokenAtAll() throws Exception {
        refused(issuer.token(good().claim("padding", "x".repeat(9_000)).build()));
        String deep = "[".repeat(5_000);
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":" + deep).getBytes(StandardCharsets.UTF_8));
        refused(header + ".e30.AAAA");
        refused("eyJ.e30.");
        refused("ey==.==.==");
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("logout+jwt"))
                .keyID("first")
                .build();
        SignedJWT logout = new SignedJWT(critical, good().build());
        logout.sign(new com.nimbusds.jose.crypto.RSASSASigner(issuer.key));
        refused(logout.serialize());
    }

    @Test
    void readsTheKeysAgainWhenTheyHaveChangedAndNotMoreOftenThanItMay() throws Exception {
        tokens.owner(issuer.token(good().build()));
        var old = issuer.key;
        issuer.key = Issuer.key("second");
        assertThat(tokens.owner(issuer.token(good().build())).subject()).isEqualTo("ada");
        refused(Issuer.signed(old, good().build()));
        int read = issuer.keysRead.get();
        for (int i = 0; i < 20; i++) {
            refused(Issuer.signed(
                    new com.nimbusds.jose.jwk.RSAKey.Builder(old)
                            .keyID("unknown-" + i)
                            .build(),
                    good().build()));
        }
        assertThat(issuer.keysRead.get()).isEqualTo(read);
    }

    @Test
    void saysThatItCannotTellWhileTheIssuerHasNeverAnsweredAndKeepsKeysWhenItStops() throws Exception {
        issuer.down = true;
        String token = issuer.token(good().build());
        assertThatThrownBy(() -> tokens.owner(token))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
        issuer.down = false;
        tokens.owner(token);
        issuer.down = true;
        tokens.owner(token);
        refused(Issuer.signed(Issuer.key("unknown"), good().build()));
    }

    @Test
    void believesNoDiscoveryDocumentOfAnotherIssuer() throws Exception {
        Tokens elsewhere = tokens(issuer.url() + "/", Duration.ofMinutes(1));
        assertThatThrownBy(() -> elsewhere.owner(issuer.token(good().build())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }

    @Test
    void takesTheHighestRoleOfAListAndFindsClaimsWithinOthers() throws Exception {
        Tokens nested = new Tokens(
                keys(issuer.url(), Duration.ofMinutes(1)),
                TokenSettings.of(issuer.url(), "", "https://millrace.dev/workspace,org.id", "realm_access.roles"),
                Clock.systemUTC());
        JWTClaimsSet.Builder claims = good().claim("role", "platform_admin")
                .claim("workspace", "other")
                .claim("org", Map.of("id", "acme"))
                .claim("realm_access", Map.of("roles", List.of("offline_access", "viewer", "admin")));
        TokenOwner owner = nested.owner(issuer.token(claims.build()));
        assertThat(owner.tenant().value()).isEqualTo("acme");
        assertThat(owner.role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void forbidsATokenThatNamesNoWorkspaceOrNoRoleOfOurs() throws Exception {
        for (JWTClaimsSet.Builder wrong : List.of(
                good().claim("workspace", null),
                good().claim("workspace", "../acme"),
                good().claim("workspace", 7),
                good().claim("role", "root"),
                good().claim("role", List.of("offline_access")),
                good().claim("role", null))) {
            String token = issuer.token(wrong.build());
            assertThatThrownBy(() -> tokens.owner(token))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN));
        }
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.url())
                .audience("millrace")
                .subject("ada")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("workspace", "acme")
                .claim("role", "operator");
    }

    private Tokens tokens(String url, Duration shortest) {
        return new Tokens(
                keys(url, shortest), TokenSettings.of(url, "", "workspace,tenant_id", "role,roles"), Clock.systemUTC());
    }

    private IssuerKeys keys(String url, Duration shortest) {
        return new IssuerKeys(url, new HttpKeyDownload(clients.trusted()), shortest);
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.owner(token)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
            assertThat(problem.detail()).isEqualTo(Tokens.refused().detail());
        });
    }
}
