package dev.millrace.datasets;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says of values of any type, which Java calls objects, that they are JSON's numbers, strings, booleans or null. */
@Component
final class DatasetSchemas implements OpenApiCustomizer {
    @Override
    public void customise(OpenAPI document) {
        for (String bound : new String[] {"min", "max"}) {
            property(document, "Column", bound).setTypes(Set.of("number", "string", "null"));
        }
        for (String border : new String[] {"from", "to"}) {
            property(document, "HistogramBin", border).setTypes(Set.of("number", "string"));
        }
        property(document, "HistogramValue", "value").setTypes(Set.of("string", "boolean"));
        property(document, "DatasetPreview", "rows")
                .getItems()
                .setAdditionalProperties(new Schema<>().types(Set.of("number", "string", "boolean", "null")));
    }

    private static Schema<?> property(OpenAPI document, String schema, String name) {
        Schema<?> described =
                Objects.requireNonNull(document.getComponents().getSchemas().get(schema), schema);
        return (Schema<?>) Objects.requireNonNull(described.getProperties().get(name), name);
    }
}
