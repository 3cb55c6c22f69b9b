package dev.millrace.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** The values of a {@code Map<String, Object>} may be any JSON, where the generator says that each is an object. */
final class FreeFormMaps implements OpenApiCustomizer {
    private static final Set<String> OBJECT = Set.of("object");

    @Override
    public void customise(OpenAPI document) {
        document.getComponents()
                .getSchemas()
                .values()
                .forEach(schema -> properties(schema).values().forEach(FreeFormMaps::describe));
    }

    private static void describe(Schema<?> property) {
        if (property.getAdditionalProperties() instanceof Schema<?> values
                && OBJECT.equals(values.getTypes())
                && properties(values).isEmpty()
                && values.getAdditionalProperties() == null) {
            property.setAdditionalProperties(true);
        }
    }

    @SuppressWarnings("rawtypes")
    private static Map<String, Schema> properties(Schema<?> schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }
}
