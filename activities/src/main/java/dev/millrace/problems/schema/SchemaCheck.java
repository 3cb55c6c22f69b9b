package dev.millrace.problems.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Checks values against JSON Schemas (2020-12) that users may have written: nothing is fetched, regular expressions take
 * linear time, and a schema cannot make a check go on for ever.
 */
@Component
public final class SchemaCheck {
    private static final long MOST_STEPS = 2_000_000;
    private static final int DEEPEST = 300;
    private static final RegularExpressionFactory LINEAR = pattern -> {
        Pattern compiled = Patterns.compile(pattern);
        return value -> compiled.matcher(value).find();
    };

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(LINEAR)
                            .formatAssertionsEnabled(true)
                            .preloadSchema(false)
                            .locale(Locale.ROOT)
                            .build()));
    /** By identity: the same schema again, for each step of its type. */
    private final Cache<JsonNode, Schema> ready =
            Caffeine.newBuilder().weakKeys().maximumSize(200).build();

    private final Schema metaSchema =
            registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    /** What of the value does not fit, each with its pointer below the prefix; empty when it fits. */
    public List<Violation> check(JsonNode schema, JsonNode value, String pointerPrefix) {
        try {
            return SchemaWording.of(errors(schema, value), schema, pointerPrefix);
        } catch (TooMuch tooMuch) {
            return List.of(new Violation(pointerPrefix, String.valueOf(tooMuch.getMessage())));
        }
    }

    /** @throws Problem INVALID, with all that does not fit */
    public void require(JsonNode schema, JsonNode value, String pointerPrefix) {
        List<Violation> violations = check(schema, value, pointerPrefix);
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw new Problem(ProblemType.INVALID, first.pointer() + ": " + first.detail(), violations);
        }
    }

    /** What is wrong with a schema itself; empty when it can be used. */
    public List<Violation> ofSchema(JsonNode schema, String pointerPrefix) {
        List<Violation> strange = ForeignSchema.refusals(schema, pointerPrefix);
        if (!strange.isEmpty()) {
            return strange;
        }
        List<Violation> wrong =
                SchemaWording.of(metaSchema.validate(schema), metaSchema.getSchemaNode(), pointerPrefix);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        return unusable(schema)
                .map(reason -> List.of(new Violation(pointerPrefix, reason)))
                .orElse(List.of());
    }

    /** Why nothing can be checked against a schema; empty when it can. */
    public Optional<String> unusable(JsonNode schema) {
        try {
            registry.getSchema(schema).initializeValidators();
            return Optional.empty();
        } catch (SchemaException | IllegalArgumentException | StackOverflowError broken) {
            return Optional.of(reason(broken));
        }
    }

    /** @throws TooMuch when the schema cannot be used, or asks for too much */
    public List<Error> errors(JsonNode schema, JsonNode value) {
        try {
            return ready.get(schema, registry::getSchema)
                    .validate(
                            value,
                            context -> context.executionConfig(config ->
                                    config.maxEvaluationSteps(MOST_STEPS).maxEvaluationDepth(DEEPEST)));
        } catch (ValidationLimitExceededException tooMuch) {
            throw new TooMuch("the schema takes too many steps to check this value");
        } catch (SchemaException | IllegalArgumentException | StackOverflowError broken) {
            throw new TooMuch(reason(broken));
        }
    }

    private static String reason(Throwable broken) {
        return broken instanceof StackOverflowError
                ? "the schema refers to itself without end"
                : "the schema cannot be used: " + broken.getMessage();
    }

    /** A check that cannot be done. */
    public static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch(String message) {
            super(message);
        }
    }
}
