package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ApiTest
class AccessTest {
    private final Http http;

    AccessTest(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void aNewWorkspaceIsOpenedByItsFirstAdminKeyOnly() {
        String workspace = "w-" + UUID.randomUUID();
        Http.Answer made = http.post("/api/v1/workspaces", "{\"id\":\"%s\",\"name\":\"W\"}".formatted(workspace));
        assertThat(made.status()).isEqualTo(201);
        String key = made.body().at("/admin_key/key").asString();

        assertThat(http.as(key).get("/api/v1/api-keys").body().at("/items").size())
                .isEqualTo(1);
        assertThat(http.as(key + "x").get("/api/v1/api-keys").status()).isEqualTo(401);
        assertThat(http.as(key)
                        .post("/api/v1/workspaces", "{\"id\":\"other\",\"name\":\"O\"}")
                        .status())
                .isEqualTo(403);
        assertThat(http.post("/api/v1/workspaces", "{\"id\":\"%s\",\"name\":\"W\"}".formatted(workspace))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aRevokedKeyOpensNothing() {
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\":\"ci\",\"role\":\"viewer\"}");
        Http viewer = http.as(made.body().at("/key").asString());
        assertThat(viewer.get("/api/v1/ai/workflows").status()).isEqualTo(200);
        assertThat(viewer.get("/api/v1/audit").status()).isEqualTo(403);

        assertThat(http.send("DELETE", made.header("Location"), null).status()).isEqualTo(204);
        assertThat(viewer.get("/api/v1/ai/workflows").status()).isEqualTo(401);
        assertThat(http.send("DELETE", made.header("Location"), null).status()).isEqualTo(404);
    }

    @Test
    void aRotatedKeyWorksOnForItsOverlapAndNotBeyond() {
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\":\"ci\",\"role\":\"viewer\"}");
        Http old = http.as(made.body().at("/key").asString());
        String rotate = made.header("Location") + "/rotate";
        Http.Answer second = http.post(rotate, "{}");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body().at("/role").asString()).isEqualTo("viewer");
        assertThat(old.get("/api/v1/quotas").status()).isEqualTo(200);

        assertThat(http.post(rotate, "{\"overlap\":\"PT0S\"}").status()).isEqualTo(201);
        assertThat(old.get("/api/v1/quotas").status()).isEqualTo(401);
        assertThat(http.post(rotate, "{}").status()).isEqualTo(404);
        assertThat(http.as(second.body().at("/key").asString())
                        .get("/api/v1/quotas")
                        .status())
                .isEqualTo(200);
        assertThat(http.post(rotate, "{\"overlap\":\"P31D\"}").status()).isEqualTo(422);
    }

    @Test
    void aKeyThatIsAboveTheCallerCannotBeTakenByRotatingIt() {
        Http.Answer platform = http.post("/api/v1/api-keys", "{\"name\":\"p\",\"role\":\"platform_admin\"}");
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\":\"a\",\"role\":\"admin\"}");
        Http admin = http.as(made.body().at("/key").asString());
        assertThat(admin.post(platform.header("Location") + "/rotate", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void aKeyShowsWhenItWasLastUsed() {
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\":\"used\",\"role\":\"admin\"}");
        Http admin = http.as(made.body().at("/key").asString());
        assertThat(admin.get("/api/v1/api-keys")
                        .body()
                        .at("/items/0/last_used_at")
                        .asString(""))
                .startsWith("20");
    }

    @Test
    void aKeyCannotGiveMoreThanItsOwnRole() {
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\":\"a\",\"role\":\"admin\"}");
        Http admin = http.as(made.body().at("/key").asString());
        assertThat(admin.post("/api/v1/api-keys", "{\"name\":\"b\",\"role\":\"platform_admin\"}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,https://evil.example",
        "Origin,null",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site",
        "X-Forwarded-For,1.2.3.4",
        "Forwarded,for=1.2.3.4"
    })
    void noWebPageAndNoProxyUsesTheLoopbackSignIn(String header, String value) {
        assertThat(http.get("/api/v1/api-keys", header, value).status()).isEqualTo(401);
    }

    @Test
    void mutationsLeaveAnAuditRowAlsoWhenRefused() {
        String name = "k" + UUID.randomUUID();
        Http.Answer made = http.post("/api/v1/api-keys", "{\"name\":\"%s\",\"role\":\"admin\"}".formatted(name));
        Http admin = http.as(made.body().at("/key").asString());
        admin.post("/api/v1/workspaces", "{\"id\":\"x\",\"name\":\"X\"}");

        var newest = admin.get("/api/v1/audit?limit=1").body().at("/items/0");
        assertThat(newest.at("/action").asString()).isEqualTo("POST /api/v1/workspaces");
        assertThat(newest.at("/status").asInt()).isEqualTo(403);
        assertThat(newest.at("/actor").asString())
                .isEqualTo("key:" + made.body().at("/id").asString());
    }

    @Test
    void everyMutatingHandlerSaysWhoMayCallIt(@Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, handler) -> {
            var methods = mapping.getMethodsCondition().getMethods();
            boolean ours = handler.getBeanType().getPackageName().startsWith("dev.millrace");
            boolean mutates =
                    methods.stream().anyMatch(method -> method != RequestMethod.GET && method != RequestMethod.HEAD);
            if (ours && mutates) {
                assertThat(handler.hasMethodAnnotation(Requires.class))
                        .as("%s", handler)
                        .isTrue();
            }
        });
    }
}
