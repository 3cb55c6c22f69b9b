package dev.millrace.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.models.explanation.Explanation;
import dev.millrace.models.explanation.OutputSpace;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the columns contribute to a prediction: base value plus contributions is the output, in the output space. */
@Schema(name = "Explanation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplanationView(
        @Schema(description = "The output where nothing is known of the instance.", example = "0.37")
        double baseValue,

        @Schema(description = """
                        probability: of the class. margin: before the link; its logistic is the probability of one of two classes, \
                        its softmax over the classes that of one of more. value: the predicted number.""") OutputSpace outputSpace,

        @Schema(
                description =
                        "Classification: the class that is explained: of two the second, of more the predicted one.",
                example = "yes")
        @JsonProperty("class")
        @Nullable
        String label,

        @Schema(description = "One for each used column, in the order of the input schema.")
        List<ContributionView> contributions) {

    /** What one column contributes. */
    @Schema(name = "Contribution")
    record ContributionView(
            @Schema(example = "age") String feature,

            @Schema(
                    description = "As it came in.",
                    types = {"string", "number", "boolean", "null"},
                    example = "42")
            @Nullable
            Object value,

            @Schema(example = "0.12") double contribution) {}

    static ExplanationView of(Explanation explanation) {
        return new ExplanationView(
                explanation.baseValue(),
                explanation.outputSpace(),
                explanation.label(),
                explanation.contributions().stream()
                        .map(c -> new ContributionView(c.feature(), c.value(), c.contribution()))
                        .toList());
    }
}
