package dev.millrace.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route of the running application, asked by nobody, by each role, and for another workspace: each answer is what the
 * route's policy says. A new route is in here by being there.
 */
@ApiTest
class AccessMatrixTest {
    private static final Set<String> PUBLIC = Set.of("/", "/error", "/links", "/health", "/ready", "/metrics");
    private static final int AT_ONCE = 8;

    private final int port;
    private final List<Route> routes;
    private final Map<Role, String> keys = new EnumMap<>(Role.class);
    private final TenantId other = TestDatabase.get().workspace();
    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    AccessMatrixTest(
            @LocalServerPort int port, ApiKeys apiKeys, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.port = port;
        this.routes = routes(requestMappingHandlerMapping);
        TenantId tenant = TestDatabase.get().workspace();
        for (Role role : Role.values()) {
            keys.put(role, apiKeys.create(tenant, role.wire(), role, null).secret());
        }
    }

    @Test
    void everyRouteAnswersEveryRoleAsItsPolicySays() throws Exception {
        List<Future<@Nullable String>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Route route : routes) {
                asked.add(threads.submit(() -> check(route, null)));
                for (Role role : Role.values()) {
                    asked.add(threads.submit(() -> check(route, role)));
                }
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Future<@Nullable String> answer : asked) {
            if (answer.get() != null) {
                wrong.add(answer.get());
            }
        }
        assertThat(asked).hasSizeGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    @Test
    void anotherWorkspaceInAPathIsNotThere() throws Exception {
        List<String> answers = new ArrayList<>();
        for (Route route : routes) {
            if (route.path().contains("{workspaceId}") && route.needed() != Role.PLATFORM_ADMIN) {
                String path = route.path().replace("{workspaceId}", other.value());
                answers.add(status(new Route(route.method(), path, route.type(), route.needed()), Role.ADMIN) + " "
                        + route);
            }
        }
        assertThat(answers).isNotEmpty().allSatisfy(answer -> assertThat(answer).startsWith("404"));
    }

    private @Nullable String check(Route route, @Nullable Role role) throws IOException, InterruptedException {
        int status = status(route, role);
        boolean right = role == null
                ? status == 401
                : role.includes(route.needed()) ? status != 401 && status != 403 && status < 500 : status == 403;
        boolean unavailable = status == 503 && role != null && role.includes(route.needed());
        return right || unavailable ? null : status + " to " + (role == null ? "nobody" : role.wire()) + ": " + route;
    }

    /** Without its body, which an event stream never ends. */
    private int status(Route route, @Nullable Role role) throws IOException, InterruptedException {
        String path = route.path()
                .replace("{workspaceId}", "nowhere")
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString())
                .replace("**", "x");
        String query = path.startsWith("/api/agents/") ? "?wait=PT0S" : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + query))
                .method(
                        route.method(),
                        HttpRequest.BodyPublishers.ofString(route.method().equals("GET") ? "" : "{}"))
                .header("Content-Type", route.type());
        if (role == null) {
            // Else the loopback address would sign the request in.
            request.header("X-Forwarded-For", "192.0.2.1");
        } else {
            request.header("X-API-Key", keys.get(role));
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private static List<Route> routes(RequestMappingHandlerMapping mapping) {
        Set<Route> routes = new TreeSet<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("dev.millrace")) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String path : info.getPatternValues()) {
                    for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                        if (!PUBLIC.contains(path)) {
                            routes.add(new Route(method.name(), path, type(info), needed(method, handler)));
                        }
                    }
                }
            }
        });
        return List.copyOf(routes);
    }

    private static String type(RequestMappingInfo info) {
        return info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON)
                .toString();
    }

    /** As declared; reading takes no more than being known, and a change without a declaration fails here. */
    private static Role needed(RequestMethod method, HandlerMethod handler) {
        Requires requires = handler.getMethodAnnotation(Requires.class);
        if (requires != null) {
            return requires.value();
        }
        assertThat(Arrays.asList(RequestMethod.GET, RequestMethod.HEAD))
                .as("%s changes something and does not say who may call it", handler)
                .contains(method);
        return Role.VIEWER;
    }

    record Route(String method, String path, String type, Role needed) implements Comparable<Route> {
        @Override
        public int compareTo(Route that) {
            return toString().compareTo(that.toString());
        }
    }
}
