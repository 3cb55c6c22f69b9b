package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class SignInTest {
    private static final String PATH = "/api/v1/quotas";

    private final Http http;
    private final ApiKeys keys;
    private final TenantId tenant = TestDatabase.get().workspace();

    @Autowired
    SignInTest(@LocalServerPort int port, ApiKeys keys) {
        http = new Http(port);
        this.keys = keys;
    }

    @Test
    void aTokenOpensItsWorkspaceInItsRole() throws Exception {
        String token = "Bearer " + token(tenant.value(), "operator");
        assertThat(http.get(PATH, "Authorization", token).status()).isEqualTo(200);
        Http.Answer refused = http.get("/api/v1/audit", "Authorization", token);
        assertThat(refused.status()).isEqualTo(403);
        http.post("/api/v1/api-keys", "{}", "Authorization", "bearer " + token(tenant.value(), "admin"));
        Http.Answer audit = http.get("/api/v1/audit", "Authorization", "Bearer " + token(tenant.value(), "admin"));
        assertThat(audit.body().at("/items/0/actor").asString()).isEqualTo("jwt:ada");
    }

    @Test
    void aTokenOfAWorkspaceThatDoesNotExistOpensNothing() throws Exception {
        Http.Answer answer = http.get(PATH, "Authorization", "Bearer " + token("never-made", "admin"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("detail").asString()).contains("never-made");
    }

    @Test
    void aTokenThatIsNotAcceptedIsAProblemThatSaysNoMore() throws Exception {
        String token = token(tenant.value(), "admin");
        Http.Answer answer = http.get(PATH, "Authorization", "Bearer " + token.substring(0, token.length() - 4));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.body().path("detail").asString()).startsWith("this token is not accepted");
    }

    @Test
    void credentialsThatAreThereTwiceAreRefused() throws Exception {
        String token = "Bearer " + token(tenant.value(), "admin");
        String key = keys.create(tenant, "k", Role.ADMIN, null).secret();
        assertThat(http.get(PATH, "Authorization", token, "Authorization", token)
                        .status())
                .isEqualTo(401);
        assertThat(http.get(PATH, "X-API-Key", key, "X-API-Key", key).status()).isEqualTo(401);
        assertThat(http.get(PATH, "Authorization", "Basic YTpi").status()).isEqualTo(401);
    }

    private static String token(String workspace, String role) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject("ada")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .claim("workspace", workspace)
                        .claim("role", role)
                        .build());
        jwt.sign(new MACSigner(ApiTest.JWT_SECRET));
        return jwt.serialize();
    }
}
