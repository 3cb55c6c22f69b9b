package dev.millrace.llm.openai;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Documents errors under /v1 in the form that they have there: 422 is 400, and there are no problems. */
@Component
@Order(3)
final class DocumentedErrors implements OpenApiCustomizer {
    private static final String SCHEMA = "#/components/schemas/OpenAiError";

    @Override
    public void customise(OpenAPI document) {
        ModelConverters.getInstance(true).readAll(ErrorBody.class).forEach(document.getComponents()::addSchemas);
        document.getPaths().forEach((path, item) -> {
            if (path.startsWith("/v1/")) {
                item.readOperations().forEach(DocumentedErrors::describe);
            }
        });
    }

    private static void describe(Operation operation) {
        operation.getResponses().remove("422");
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(new Content()
                        .addMediaType("application/json", new MediaType().schema(new Schema<>().$ref(SCHEMA))));
            }
        });
    }
}
