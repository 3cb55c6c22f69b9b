package dev.millrace.llm.openai;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAI's form of an error; {@code param} is the place in the request, {@code code} what programs look at. */
@Schema(name = "OpenAiError")
record ErrorBody(Detail error) {
    @Schema(name = "OpenAiErrorDetail")
    record Detail(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}
}
