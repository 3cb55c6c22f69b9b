package dev.millrace.pipelines.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.problems.Problem;
import dev.millrace.problems.Violation;
import dev.millrace.problems.schema.SchemaCheck;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private final SchemaCheck schemas = new SchemaCheck();
    private final Documents documents = Fixtures.documents();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"type": "objekt"}                          | /s/type                 | enum
        {"properties": {"a": {"minimum": "x"}}}     | /s/properties/a/minimum | has to be a number
        {"$ref": "http://169.254.169.254/x"}        | /s/$ref                 | nothing is fetched
        {"$ref": "file:///etc/passwd"}              | /s/$ref                 | nothing is fetched
        {"$ref": "classpath:x"}                     | /s/$ref                 | nothing is fetched
        {"items": {"$ref": "#/$defs/no"}}           | /s/items/$ref           | there is nothing at
        {"$schema": "http://evil/x"}                | /s/$schema              | the only dialect
        {"$id": "http://evil/x"}                    | /s/$id                  | not possible here
        {"properties": {"a": {"pattern": "((("}}}   | /s/properties/a/pattern | regular expression
        {"patternProperties": {"(?=x)": {}}}        | /s/patternProperties/(?=x) | regular expression
        """)
    void refusesSchemasThatCannotBeUsed(String schema, String pointer, String reason) {
        List<Violation> found = schemas.ofSchema(read(schema), "/s");

        assertThat(found).extracting(Violation::pointer).contains(pointer);
        if (!reason.equals("enum")) {
            assertThat(found)
                    .anySatisfy(violation -> assertThat(violation.detail()).contains(reason));
        }
    }

    @Test
    void checksDoNotGoOnForEver() {
        JsonNode endless = read("{\"$ref\": \"#\"}");
        assertThat(schemas.check(endless, read("{}"), "/input")).hasSize(1);

        JsonNode branching =
                read("{\"properties\": {\"a\": {\"anyOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}}, \"not\": {}}");
        ObjectNode deep = MAPPER.createObjectNode();
        for (int i = 0; i < 60; i++) {
            deep = MAPPER.createObjectNode().set("a", deep);
        }
        assertThat(schemas.check(branching, deep, "/input")).isNotEmpty();
    }

    @Test
    void fillsInDefaultsAndNamesWhatDoesNotFit() {
        Compiled compiled = documents.read("""
                name: x
                input_schema:
                  type: object
                  required: [n]
                  additionalProperties: false
                  properties: {n: {type: integer, maximum: 5}, region: {type: string, default: eu}}
                steps: [{id: a, type: pure}]
                """, Format.YAML);

        assertThat(documents.input(compiled, read("{\"n\": 1}")).toString()).isEqualTo("{\"n\":1,\"region\":\"eu\"}");
        Problem problem = Objects.requireNonNull(catchThrowableOfType(
                Problem.class, () -> documents.input(compiled, read("{\"regoin\": \"us\", \"n\": \"x\"}"))));
        assertThat(problem.violations())
                .extracting(Violation::pointer, Violation::detail)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/input/n", "has to be an integer, not a string"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/input/regoin",
                                "there is no regoin here; did you mean region? allowed are: n, region"));
        assertThat(catchThrowableOfType(Problem.class, () -> documents.input(compiled, read("[]"))))
                .isNotNull();
    }

    @Test
    void describesDocumentsSoThatTheDocumentsItAcceptsFitIt() {
        JsonNode schema = documents.schema();
        JsonNode good = read("""
                {"name": "x", "steps": [
                  {"id": "t", "type": "train", "with": {"dataset": "d", "trees": "${{ input.trees }}"}, "compensate": {"type": "deploy", "with": {"model_id": "m"}}},
                  {"id": "l", "type": "loop", "with": {"until": "true", "steps": [{"id": "w", "type": "wait", "with": {"duration": "PT1S"}}]}}]}
                """);

        assertThat(schemas.ofSchema(schema, "")).isEmpty();
        assertThat(schemas.check(schema, good, "")).isEmpty();
        assertThat(documents.read(good.toString(), Format.JSON).plan()).hasSize(2);
        assertThat(schemas.check(
                        schema,
                        read(
                                "{\"name\": \"x\", \"steps\": [{\"id\": \"t\", \"type\": \"train\", \"with\": {\"dataset\": 5, \"trees\": 1}}]}"),
                        ""))
                .extracting(Violation::pointer)
                .containsExactly("/steps/0/with/dataset");
        assertThat(schemas.check(
                        schema, read("{\"name\": \"x\", \"steps\": [{\"id\": \"t\", \"type\": \"trian\"}]}"), ""))
                .extracting(Violation::pointer)
                .containsExactly("/steps/0/type");
    }

    private static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }
}
