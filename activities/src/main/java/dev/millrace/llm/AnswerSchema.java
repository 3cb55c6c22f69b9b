package dev.millrace.llm;

import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.regex.RegularExpression;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.millrace.llm.provider.SchemaText;
import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Holds answers to the JSON Schema that was asked for. Callers write schemas, so nothing is fetched, regular expressions
 * take linear time, and a check ends.
 */
final class AnswerSchema {
    private static final long MOST_STEPS = 1_000_000;
    private static final int DEEPEST = 200;
    private static final int MOST_VIOLATIONS = 10;
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(AnswerSchema::linear)
                            .preloadSchema(false)
                            .locale(Locale.ROOT)
                            .build()));

    private final Schema schema;

    /** @throws Problem INVALID when the schema cannot be used */
    AnswerSchema(JsonSchema wanted) {
        try {
            JsonNode json = Json.parse(SchemaText.of(wanted));
            if (json.findValues("$ref").stream()
                    .anyMatch(ref -> !ref.asString("").startsWith("#"))) {
                throw Problem.invalid("/response_format", "a schema refers to its own parts only: $ref begins with #");
            }
            schema = REGISTRY.getSchema(json);
            schema.initializeValidators();
        } catch (SchemaException | IllegalArgumentException | JacksonException | StackOverflowError broken) {
            throw Problem.invalid("/response_format", "the schema cannot be used: " + broken.getMessage());
        }
    }

    /** What does not fit, in words that a model understands; empty when all does. */
    List<String> violations(String answer) {
        try {
            return schema
                    .validate(
                            Json.parse(answer),
                            context -> context.executionConfig(config ->
                                    config.maxEvaluationSteps(MOST_STEPS).maxEvaluationDepth(DEEPEST)))
                    .stream()
                    .map(Error::toString)
                    .limit(MOST_VIOLATIONS)
                    .toList();
        } catch (JacksonException notJson) {
            return List.of("it is not JSON: " + notJson.getOriginalMessage());
        } catch (ValidationLimitExceededException | StackOverflowError tooMuch) {
            return List.of("it takes too many steps to check");
        }
    }

    private static RegularExpression linear(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return value -> compiled.matcher(value).find();
    }
}
