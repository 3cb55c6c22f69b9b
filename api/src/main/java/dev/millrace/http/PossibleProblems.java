package dev.millrace.http;

import dev.millrace.problems.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Documents the problems that an operation can answer with by its form; what else it refuses, it says itself. */
final class PossibleProblems implements OperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        ApiResponses responses = operation.getResponses();
        add(responses, 400, "The request cannot be read: malformed, an unknown field, or a value of the wrong type.");
        add(responses, 401, ProblemType.UNAUTHENTICATED.title() + ".");
        add(responses, 406, ProblemType.NOT_ACCEPTABLE.title() + ".");
        add(responses, 503, "The database, or Temporal where the request needs it, does not answer. Try again later.");
        if (has(handler, PathVariable.class)) {
            add(responses, 404, "The workspace has nothing with this id.");
            add(responses, 422, "The request was read, but is not possible.");
        }
        if (has(handler, PathVariable.class) && !handler.hasMethodAnnotation(GetMapping.class)) {
            add(responses, 409, ProblemType.CONFLICT.title() + ".");
        }
        if (has(handler, RequestBody.class)) {
            add(responses, 413, "The body is larger than 16 MiB.");
            add(responses, 415, "The content type is not application/json.");
            add(responses, 422, "The request was read, but is not possible: out of range, or not there.");
        }
        return operation;
    }

    private static boolean has(HandlerMethod handler, Class<? extends Annotation> annotation) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(annotation));
    }

    private static void add(ApiResponses responses, int status, String description) {
        responses.putIfAbsent(String.valueOf(status), new ApiResponse().description(description));
    }
}
