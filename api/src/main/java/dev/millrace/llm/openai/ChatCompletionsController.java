package dev.millrace.llm.openai;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.millrace.http.Connection;
import dev.millrace.llm.CacheRule;
import dev.millrace.llm.Gateway;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.LlmCall;
import dev.millrace.llm.Purpose;
import dev.millrace.llm.Tokens;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.Caller;
import dev.millrace.security.Requires;
import dev.millrace.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's chat completions, answered by whatever the workspace's routes lead to. */
@Tag(name = "OpenAI's protocol", description = "What the clients made for OpenAI's API speak; errors are in its form.")
@RestController
@RequestMapping("/v1/chat/completions")
class ChatCompletionsController {
    private static final Logger LOG = LoggerFactory.getLogger(ChatCompletionsController.class);
    private static final String CHAT = "chat";
    private static final Pattern FEATURE = Pattern.compile("[a-z0-9][a-z0-9:_.-]{0,62}");

    private final Gateway gateway;
    private final OpenAiErrors errors;
    private final JsonMapper json;
    private final Clock clock;

    ChatCompletionsController(Gateway gateway, OpenAiErrors errors, JsonMapper json, Clock clock) {
        this.gateway = gateway;
        this.errors = errors;
        this.json = json;
        this.clock = clock;
    }

    @Operation(summary = "Ask a model", description = """
                    OpenAI's chat completions. `model` is a route (`default`, `fast`, `smart`, or the workspace's own) or \
                    `provider/model`. With `stream` the answer comes as server-sent events. A client that goes away ends the \
                    provider's work.""")
    @ApiResponse(responseCode = "200", description = "The answer; the model in it is the one that gave it.")
    @ApiResponse(responseCode = "400", description = "The request cannot be carried out, or a guardrail refuses it.")
    @ApiResponse(responseCode = "429", description = "A budget does not allow it: `insufficient_quota`.")
    @Requires(Role.OPERATOR)
    @PostMapping
    @Nullable
    ResponseEntity<ChatCompletion> complete(
            Caller caller,
            @RequestBody ChatCompletionRequest request,
            @Parameter(
                            description =
                                    "`max-age=300`: an equal question's answer of the last 300 s will do; or `no-store`.")
                    @RequestHeader(name = HttpHeaders.CACHE_CONTROL, required = false)
                    @Nullable
                    String cacheControl,
            HttpServletRequest http,
            HttpServletResponse response)
            throws AsyncRequestNotUsableException {
        String model = ChatQuestions.model(request);
        ChatRequest question = ChatQuestions.of(request);
        Purpose purpose = Purpose.of(feature(request.metadata()), caller.actor());
        CacheRule cache = CacheWish.of(request.cache(), cacheControl);
        Answering answering = Answering.at(clock.instant());
        Runnable goOn = goesOnWhileWaitedFor(Connection.of(http));
        try {
            if (!request.streams()) {
                LlmAnswer answer =
                        gateway.chat(new LlmCall(caller.tenant(), model, question, purpose, cache, null, null, goOn));
                return answer(answer, ChatCompletion.of(answering, answer));
            }
            ChatStream stream = new ChatStream(answering, model, response, json);
            stream(
                    stream,
                    request.wantsUsage(),
                    tokens -> gateway.chat(
                            new LlmCall(caller.tenant(), model, question, purpose, cache, tokens, null, goOn)));
            return null;
        } catch (Problem e) {
            throw e.type() == ProblemType.NOT_FOUND ? OpenAiErrors.noSuchModel(model, e.detail()) : e;
        } catch (ClientGone e) {
            throw new AsyncRequestNotUsableException("nobody waits for this answer any more", e);
        }
    }

    private void stream(ChatStream stream, boolean withUsage, Asking asking) {
        try {
            stream.end(asking.answer(stream), withUsage);
        } catch (ClientGone e) {
            throw e;
        } catch (Problem e) {
            if (!stream.fail(errors.body(e))) {
                throw e;
            }
        } catch (RuntimeException e) {
            LOG.error("a streamed answer failed", e);
            Problem problem = new Problem(ProblemType.INTERNAL, "this is a fault of Millrace's; the log says more");
            if (!stream.fail(errors.body(problem))) {
                throw problem;
            }
        }
    }

    @FunctionalInterface
    private interface Asking {
        LlmAnswer answer(Tokens tokens);
    }

    private static ResponseEntity<ChatCompletion> answer(LlmAnswer answer, ChatCompletion completion) {
        return ResponseEntity.ok()
                .header("x-millrace-cost", answer.cost().toPlainString())
                .header("x-millrace-source", answer.source().name().toLowerCase(Locale.ROOT))
                .header("x-millrace-generated", String.valueOf(answer.generated()))
                .body(completion);
    }

    private static Runnable goesOnWhileWaitedFor(Connection client) {
        return () -> {
            if (client.gone()) {
                throw new ClientGone();
            }
        };
    }

    private static String feature(@Nullable JsonNode metadata) {
        JsonNode feature = metadata == null ? null : metadata.get("feature");
        if (feature == null || feature.isNull()) {
            return CHAT;
        }
        if (!FEATURE.matcher(feature.asString("")).matches()) {
            throw Problem.invalid("/metadata/feature", "1 to 63 of a-z, 0-9 and : _ . - are allowed here");
        }
        return feature.asString();
    }
}
