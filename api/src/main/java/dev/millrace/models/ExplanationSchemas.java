package dev.millrace.models;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes the summary of contributions, whose record is made where there is no OpenAPI. */
@Component
final class ExplanationSchemas implements OpenApiCustomizer {
    @Override
    public void customise(OpenAPI document) {
        describe(document, "output_space", """
                The unit of the contributions: a class's probability, its margin before the link, or the predicted number \
                (value).""");
        describe(document, "rows", "Over how many test rows: 200, chosen by the seed, or fewer where they take long.");
        describe(document, "columns", "The mean absolute SHAP value of each column, the largest first.");
    }

    private static void describe(OpenAPI document, String name, String text) {
        Schema<?> summary = Objects.requireNonNull(
                document.getComponents().getSchemas().get("ContributionSummary"), "ContributionSummary");
        Schema<?> property =
                (Schema<?>) Objects.requireNonNull(summary.getProperties().get(name), name);
        property.setDescription(text);
    }
}
