package dev.millrace.llm.openai;

import dev.millrace.http.Connection;
import dev.millrace.models.text.MiniLm;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.JsonNode;

/** OpenAI's embeddings, made in this process: no text leaves it, and none costs anything. */
@Tag(name = "OpenAI's protocol")
@RestController
@RequestMapping("/v1/embeddings")
class EmbeddingsController {
    private static final int MOST_TEXTS = 2_048;

    @Operation(summary = "Embed texts", description = "By all-MiniLM-L6-v2, in this process: 384 numbers of length 1.")
    @ApiResponse(responseCode = "200", description = "The embeddings, in the order of the texts.")
    @ApiResponse(responseCode = "400", description = "The request cannot be carried out.")
    @Requires(Role.VIEWER)
    @PostMapping
    EmbeddingsView embed(@RequestBody EmbeddingsRequest request, HttpServletRequest http)
            throws AsyncRequestNotUsableException {
        check(request);
        String[] texts = texts(request.input());
        boolean base64 = base64(request.encodingFormat());
        MiniLm model = model();
        int tokens = count(model, texts, Boolean.TRUE.equals(request.truncate()));
        Connection client = Connection.of(http);
        EmbeddingsView.@Nullable Embedded[] data = new EmbeddingsView.Embedded[texts.length];
        try {
            model.embed(
                    texts,
                    (text, embedding) -> data[text] =
                            new EmbeddingsView.Embedded("embedding", text, base64 ? base64(embedding) : embedding),
                    () -> {
                        if (client.gone()) {
                            throw new ClientGone();
                        }
                    });
        } catch (ClientGone e) {
            throw new AsyncRequestNotUsableException("nobody waits for these embeddings any more", e);
        }
        List<EmbeddingsView.Embedded> all =
                Arrays.stream(data).map(Objects::requireNonNull).toList();
        return new EmbeddingsView("list", all, MiniLm.NAME, new EmbeddingsView.EmbeddingUsage(tokens, tokens));
    }

    private static void check(EmbeddingsRequest request) {
        if (request.model() == null || request.model().isBlank()) {
            throw Problem.invalid("/model", "you must provide a model: " + MiniLm.NAME);
        }
        if (!request.model().equals(MiniLm.NAME)) {
            throw OpenAiErrors.noSuchModel(request.model(), "texts are embedded by " + MiniLm.NAME);
        }
        if (request.dimensions() != null && request.dimensions() != MiniLm.WIDTH) {
            throw Problem.invalid("/dimensions", MiniLm.NAME + " has " + MiniLm.WIDTH + " dimensions");
        }
    }

    private static String[] texts(@Nullable JsonNode input) {
        List<JsonNode> texts = input == null || input.isNull()
                ? List.of()
                : input.isArray() ? input.valueStream().toList() : List.of(input);
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw Problem.invalid("/input", "a text, or an array of 1 to " + MOST_TEXTS + ", is needed here");
        }
        if (texts.stream().anyMatch(text -> text.isNumber() || text.isArray())) {
            throw Problem.invalid(
                    "/input",
                    "arrays of tokens cannot be read: every model cuts texts into other tokens; send texts"
                            + " (LangChain: check_embedding_ctx_length=False)");
        }
        return IntStream.range(0, texts.size())
                .mapToObj(i -> text("/input/" + i, texts.get(i)))
                .toArray(String[]::new);
    }

    private static String text(String at, JsonNode text) {
        if (!text.isString() || text.asString().isEmpty()) {
            throw Problem.invalid(at, "a text that is not empty is needed here");
        }
        return text.asString();
    }

    private static boolean base64(@Nullable String format) {
        return switch (Objects.requireNonNullElse(format, "float")) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw Problem.invalid("/encoding_format", "`float` or `base64` is allowed here");
        };
    }

    private static MiniLm model() {
        MiniLm.problem().ifPresent(problem -> {
            throw new Problem(ProblemType.NO_MODEL, problem);
        });
        return MiniLm.shared();
    }

    private static int count(MiniLm model, String[] texts, boolean truncate) {
        int sum = 0;
        for (int i = 0; i < texts.length; i++) {
            int tokens = model.tokens(texts[i], MiniLm.MOST_TOKENS + 1);
            if (tokens > MiniLm.MOST_TOKENS && !truncate) {
                throw Problem.invalid(
                        "/input/" + i,
                        MiniLm.NAME + " reads " + MiniLm.MOST_TOKENS
                                + " tokens of a text, and this has more; send smaller parts, or \"truncate\": true");
            }
            sum += Math.min(tokens, MiniLm.MOST_TOKENS);
        }
        return sum;
    }

    private static String base64(float[] embedding) {
        ByteBuffer bytes = ByteBuffer.allocate(embedding.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(embedding);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
