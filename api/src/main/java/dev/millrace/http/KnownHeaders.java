package dev.millrace.http;

import io.swagger.v3.oas.models.Operation;
import java.util.Map;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Explains the headers that mean the same everywhere. */
final class KnownHeaders implements OperationCustomizer {
    private static final Map<String, String> MEANINGS = Map.of(
            "If-Match", "An ETag; the change is made only while the resource still has it.",
            "If-None-Match", "An ETag; the answer is 304 while the resource still has it.",
            "Last-Event-ID", "The id of the last event read; the stream goes on after it.",
            "Idempotency-Key",
                    "1 to 255 printable ASCII characters. The same key with the same request gets the first answer again; with another request, 422.");

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getDescription() == null)
                    .forEach(parameter -> parameter.setDescription(MEANINGS.get(parameter.getName())));
        }
        return operation;
    }
}
