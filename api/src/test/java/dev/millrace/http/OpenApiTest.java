package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Lints the OpenAPI document that the code makes. */
@ApiTest
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern SNAKE_CASE = Pattern.compile("\\$?[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    OpenApiTest(@LocalServerPort int port) {
        document = new Http(port).get("/v3/api-docs").body();
    }

    @Test
    void everyOperationSaysWhatItDoesAndWhatItRefuses() {
        operations((name, operation) -> {
            expect(!operation.path("summary").asString("").isBlank(), name + " has no summary");
            expect(!operation.path("tags").isEmpty(), name + " has no tag");
            Set<String> statuses = Set.copyOf(operation.path("responses").propertyNames());
            expect(statuses.stream().anyMatch(status -> status.startsWith("2")), name + " has no success");
            expect(statuses.stream().anyMatch(status -> status.startsWith("4")), name + " refuses nothing");
            operation.path("responses").properties().forEach(response -> answer(name, response));
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void everyParameterIsExplained() {
        operations((name, operation) -> operation.path("parameters").forEach(parameter -> {
            String place = name + " " + parameter.path("name").asString("");
            boolean inPath = parameter.path("in").asString("").equals("path");
            expect(inPath || !parameter.path("description").asString("").isBlank(), place + " has no description");
        }));
        assertThat(faults).isEmpty();
    }

    @Test
    void fieldsAreSnakeCaseOrOfAgentsCamelCaseAndEnumsAreExplained() {
        Set<String> ofAgents = schemasUnder("/api/agents");
        for (Map.Entry<String, JsonNode> schema :
                document.path("components").path("schemas").properties()) {
            for (Map.Entry<String, JsonNode> field :
                    schema.getValue().path("properties").properties()) {
                String place = schema.getKey() + "." + field.getKey();
                boolean camel = ofAgents.contains(schema.getKey());
                expect(
                        (camel ? CAMEL_CASE : SNAKE_CASE)
                                .matcher(field.getKey())
                                .matches(),
                        place + (camel ? " is not camelCase" : " is not snake_case"));
                boolean listed = field.getValue().has("enum")
                        || field.getValue().path("items").has("enum");
                boolean explained =
                        !field.getValue().path("description").asString("").isBlank();
                expect(!listed || explained, place + " lists values without saying what they mean");
            }
        }
        assertThat(faults).isEmpty();
    }

    /** The names of the schemas that only the operations there use. */
    private Set<String> schemasUnder(String prefix) {
        Set<String> theirs = new HashSet<>();
        Set<String> others = new HashSet<>();
        document.path("paths")
                .forEachEntry((path, operations) -> collect(operations, path.startsWith(prefix) ? theirs : others));
        theirs.removeAll(others);
        return theirs;
    }

    private void collect(JsonNode node, Set<String> found) {
        for (JsonNode reference : node.findValues("$ref")) {
            String name = reference.asString().substring(reference.asString().lastIndexOf('/') + 1);
            if (found.add(name)) {
                collect(document.path("components").path("schemas").path(name), found);
            }
        }
    }

    private void answer(String name, Map.Entry<String, JsonNode> response) {
        String place = name + " " + response.getKey();
        expect(!response.getValue().path("description").asString("").isBlank(), place + " has no description");
        boolean problem = response.getKey().startsWith("4") || response.getKey().startsWith("5");
        String form = name.contains(" /v1/") ? "application/json" : "application/problem+json";
        expect(!problem || response.getValue().path("content").has(form), place + " is not a problem");
    }

    private void operations(BiConsumer<String, JsonNode> each) {
        assertThat(document.path("paths").size()).isGreaterThan(10);
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    each.accept(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue());
                }
            }
        }
    }

    private void expect(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
