package dev.millrace.http;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Every answer from 400 on is a problem (RFC 9457), whoever documented it, and a 204 or 304 is empty; answers are listed by status. */
final class ProblemAnswers implements OpenApiCustomizer {
    private static final String PROBLEM = "application/problem+json";
    private static final String SCHEMA = "#/components/schemas/Problem";

    /** Speaks OpenAI's protocol, whose errors are documented where they are made. */
    private static final String FOREIGN = "/v1/";

    @Override
    public void customise(OpenAPI document) {
        ModelConverters.getInstance(true).readAll(ProblemBody.class).forEach(document.getComponents()::addSchemas);
        document.getPaths().forEach((path, item) -> {
            if (!path.startsWith(FOREIGN)) {
                item.readOperations().forEach(ProblemAnswers::describe);
            }
        });
    }

    private static void describe(Operation operation) {
        ApiResponses sorted = new ApiResponses();
        new TreeMap<>(operation.getResponses()).forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(
                        new Content().addMediaType(PROBLEM, new MediaType().schema(new Schema<>().$ref(SCHEMA))));
            } else if (status.equals("204") || status.equals("304")) {
                response.setContent(null);
            }
            sorted.addApiResponse(status, response);
        });
        operation.setResponses(sorted);
    }
}
