package dev.millrace.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What only answers hold is always there unless it may be null; what requests hold is required only where it says so. */
final class RequiredFields implements OpenApiCustomizer {
    @Override
    public void customise(OpenAPI document) {
        Map<String, Schema<?>> schemas = new HashMap<>();
        document.getComponents().getSchemas().forEach(schemas::put);
        Set<String> requested = new HashSet<>();
        document.getPaths()
                .values()
                .forEach(path -> path.readOperations()
                        .forEach(operation -> bodies(operation).forEach(body -> reach(body, schemas, requested))));
        schemas.forEach((name, schema) -> {
            Object present = RecordSchemas.extensions(schema).get(RecordSchemas.ALWAYS_THERE);
            if (present instanceof List<?> names) {
                if (!requested.contains(name)) {
                    schema.setRequired(names.stream().map(String::valueOf).toList());
                }
                schema.getExtensions().remove(RecordSchemas.ALWAYS_THERE);
            }
        });
    }

    private static List<Schema<?>> bodies(Operation operation) {
        if (operation.getRequestBody() == null || operation.getRequestBody().getContent() == null) {
            return List.of();
        }
        return operation.getRequestBody().getContent().values().stream()
                .<Schema<?>>map(MediaType::getSchema)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void reach(Schema<?> schema, Map<String, Schema<?>> schemas, Set<String> reached) {
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            if (reached.add(name) && schemas.containsKey(name)) {
                reach(schemas.get(name), schemas, reached);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> reach(property, schemas, reached));
        }
        if (schema.getItems() != null) {
            reach(schema.getItems(), schemas, reached);
        }
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(either -> reach(either, schemas, reached));
        }
    }
}
