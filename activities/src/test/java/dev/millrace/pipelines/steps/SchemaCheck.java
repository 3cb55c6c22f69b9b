package dev.millrace.pipelines.steps;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.tenancy.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds JSON against a schema as a run does. */
final class SchemaCheck {
    private SchemaCheck() {}

    static List<String> errors(JsonNode schema, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Json.write(schema))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }
}
