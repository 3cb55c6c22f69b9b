package dev.millrace.pipelines;

import dev.millrace.pipelines.steps.StepType;
import dev.millrace.problems.schema.SchemaCheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a step is given: its {@code with}, expressions replaced by their values, held to its type's schema once more. */
@Component
final class Given {
    private final SchemaCheck schemas;
    private final Map<String, JsonNode> byType;

    Given(SchemaCheck schemas, List<StepType> types) {
        this.schemas = schemas;
        this.byType = types.stream().collect(Collectors.toUnmodifiableMap(StepType::name, StepType::withSchema));
    }

    /** @throws dev.millrace.problems.Problem INVALID when an expression has no value, or one that the type does not take */
    JsonNode of(Here here, StepType type, JsonNode template, Map<String, @Nullable Object> known) {
        JsonNode with = here.compiled().render(template, known);
        schemas.require(Objects.requireNonNull(byType.get(type.name())), with, "/with");
        return with;
    }
}
