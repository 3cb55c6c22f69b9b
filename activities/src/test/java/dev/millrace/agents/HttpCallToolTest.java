package dev.millrace.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.agents.AgentDefinition.HttpTool;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Role;
import dev.millrace.security.outbound.LocalServer;
import dev.millrace.security.outbound.Outbound;
import dev.millrace.security.outbound.TestOutbound;
import dev.millrace.tenancy.Json;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallToolTest {
    private static final String PARAMETERS = """
            {"type": "object", "additionalProperties": false, "properties":
              {"id": {"type": "string"}, "note": {"type": "string"}, "count": {"type": "integer"}}}""";

    private final TenantId tenant = TestDatabase.get().workspace();
    private final LocalServer server = LocalServer.of((_, out) -> out.write(answer().getBytes(UTF_8)));
    private volatile String status = "200 OK";
    private volatile String body = "ok";

    HttpCallToolTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void putsArgumentsOfAGetIntoPathAndQuery() {
        String read = run("GET", "/orders/{id}?all=1", Role.VIEWER)
                .call("use", "{\"id\": \"a/b c\", \"note\": \"x&y=z\", \"count\": 3}");

        assertThat(read).isEqualTo("ok");
        assertThat(request()).startsWith("GET /orders/a%2Fb%20c?all=1&note=x%26y%3Dz&count=3 HTTP/1.1");
    }

    @Test
    void sendsTheOthersAsABodyWithTheSameKeyForEveryAttemptAtOneCall() {
        ToolCalls.Run run = run("POST", "/orders/{id}", Role.OPERATOR);

        run.call("1/1", "use", "{\"id\": \"7\", \"count\": 3}");
        run.call("1/1", "use", "{\"id\": \"7\", \"count\": 3}");
        run.call("1/2", "use", "{\"id\": \"7\", \"count\": 3}");

        assertThat(request()).startsWith("POST /orders/7 HTTP/1.1").endsWith("{\"count\":3}");
        List<String> keys =
                server.requests().stream().map(HttpCallToolTest::key).toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ""})
    void lendsNoArgumentAWayOutOfItsPlaceInThePath(String id) {
        assertThatThrownBy(
                        () -> run("GET", "/orders/{id}/lines", Role.VIEWER).call("use", Json.write(Map.of("id", id))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void makesNoCallWithArgumentsThatDoNotFit() {
        ToolCalls.Run run = run("POST", "/orders", Role.OPERATOR);

        assertThat(run.call("use", "{\"count\": \"many\"}")).startsWith("refused: ");
        assertThat(run.call("use", "{\"url\": \"http://elsewhere.example\"}")).startsWith("refused: ");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void changesNothingForThoseWhoMayOnlyLook() {
        assertThat(run("POST", "/orders", Role.VIEWER).call("use", "{}")).startsWith("refused: ");
        assertThat(run("DELETE", "/orders", Role.VIEWER).call("use", "{}")).startsWith("refused: ");
        assertThat(server.requests()).isEmpty();
        assertThat(run("GET", "/orders", Role.VIEWER).call("use", "{}")).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://{id}/x", "http://{id}.example/x", "file:///etc/{id}", "//{id}"})
    void letsNoModelChooseTheHost(String url) {
        ToolCalls.Run run = run(new HttpTool("use", "Uses it.", "GET", url, Json.parse(PARAMETERS)), Role.VIEWER);

        assertThatThrownBy(() -> run.call("use", "{\"id\": \"127.0.0.1\"}"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.ADDRESS_REFUSED));
    }

    @Test
    void reachesNoAddressInsideUnlessItIsAllowed() throws IOException {
        try (Outbound closed = TestOutbound.allowing("")) {
            ToolCalls.Run run = new ToolCalls(List.of(), List.of(tool("GET", "/")), closed).by(tenant, Role.OPERATOR);

            assertThatThrownBy(() -> run.call("use", "{}"))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.ADDRESS_REFUSED));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void tellsWhatTheServiceRefusesFromWhatPasses() {
        status = "409 Conflict";
        body = "sold out";
        assertThatThrownBy(() -> run("POST", "/", Role.OPERATOR).call("use", "{}"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.STEP_FAILED);
                    assertThat(problem.detail()).isEqualTo("the service answered 409: sold out");
                });

        status = "503 Service Unavailable";
        assertThatThrownBy(() -> run("POST", "/", Role.OPERATOR).call("use", "{}"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.type().passesWithTime()).isTrue());
    }

    private ToolCalls.Run run(String method, String path, Role role) {
        return run(tool(method, path), role);
    }

    private ToolCalls.Run run(HttpTool tool, Role role) {
        return new ToolCalls(List.of(), List.of(tool), AgentBench.OUTBOUND).by(tenant, role);
    }

    private HttpTool tool(String method, String path) {
        return new HttpTool("use", "Uses it.", method, server.url(path), Json.parse(PARAMETERS));
    }

    private String request() {
        return server.requests().getFirst();
    }

    private static String key(String request) {
        return request.lines()
                .filter(line -> line.startsWith("Idempotency-Key: "))
                .findFirst()
                .orElseThrow();
    }

    private String answer() {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
