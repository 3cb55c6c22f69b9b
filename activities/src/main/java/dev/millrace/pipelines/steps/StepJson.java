package dev.millrace.pipelines.steps;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of steps: their schemas, and what they are given. */
public final class StepJson {
    private static final JsonMapper STRICT = Json.mapper()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private StepJson() {}

    /** The schema in the file of that name beside the class. */
    static JsonNode schema(String file) {
        try (InputStream schema = StepJson.class.getResourceAsStream(file)) {
            return Json.mapper().readTree(Objects.requireNonNull(schema, file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * What a step is given, as a record of it.
     *
     * @throws Problem when it does not fit, with the place
     */
    public static <T> T read(JsonNode with, Class<T> type) {
        try {
            return STRICT.treeToValue(with, type);
        } catch (JacksonException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    throw problem;
                }
            }
            throw Problem.invalid(pointer(e), "the value here cannot be read: " + e.getOriginalMessage());
        }
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                .collect(Collectors.joining());
    }
}
