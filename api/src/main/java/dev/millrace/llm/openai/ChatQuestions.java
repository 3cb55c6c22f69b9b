package dev.millrace.llm.openai;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.millrace.problems.Problem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OpenAI's question in langchain4j's types: the one place where the two meet. */
final class ChatQuestions {
    private static final int MOST_STOPS = 4;

    private ChatQuestions() {}

    /** @throws Problem INVALID, with the place, for what cannot be asked of a model through Millrace */
    static ChatRequest of(ChatCompletionRequest request) {
        refuseWhatWouldBeMissed(request);
        return ChatRequest.builder()
                .messages(ChatMessages.of(request.messages()))
                .parameters(parameters(request))
                .build();
    }

    private static ChatRequestParameters parameters(ChatCompletionRequest request) {
        DefaultChatRequestParameters.Builder<?> parameters = hasOpenAiOnly(request)
                ? OpenAiChatRequestParameters.builder()
                        .seed(seed(request.seed()))
                        .user(request.user())
                        .reasoningEffort(request.reasoningEffort())
                        .parallelToolCalls(request.parallelToolCalls())
                : ChatRequestParameters.builder();
        parameters
                .temperature(within("/temperature", request.temperature(), 0, 2))
                .topP(within("/top_p", request.topP(), 0, 1))
                .presencePenalty(within("/presence_penalty", request.presencePenalty(), -2, 2))
                .frequencyPenalty(within("/frequency_penalty", request.frequencyPenalty(), -2, 2))
                .maxOutputTokens(maxTokens(request))
                .stopSequences(stops(request.stop()));
        List<ToolSpecification> tools = ChatTools.of(request.tools());
        ChatTools.Choice choice = ChatTools.choice(request.toolChoice(), tools);
        if (!choice.tools().isEmpty()) {
            parameters.toolSpecifications(choice.tools()).toolChoice(choice.choice());
        }
        if (request.responseFormat() != null) {
            parameters.responseFormat(ChatTools.format(request.responseFormat()));
        }
        return parameters.build();
    }

    private static boolean hasOpenAiOnly(ChatCompletionRequest request) {
        return request.seed() != null
                || request.user() != null
                || request.reasoningEffort() != null
                || request.parallelToolCalls() != null;
    }

    /** Any number is as good a seed as any other, but it must be the same one again. */
    private static @Nullable Integer seed(@Nullable Long seed) {
        return seed == null ? null : seed == seed.intValue() ? seed.intValue() : Long.hashCode(seed);
    }

    private static @Nullable Integer maxTokens(ChatCompletionRequest request) {
        boolean current = request.maxCompletionTokens() != null;
        Integer most = current ? request.maxCompletionTokens() : request.maxTokens();
        if (most != null && most < 1) {
            throw Problem.invalid(current ? "/max_completion_tokens" : "/max_tokens", "at least 1 token is allowed");
        }
        return most;
    }

    private static @Nullable Double within(String pointer, @Nullable Double value, double least, double most) {
        if (value != null && !(value >= least && value <= most)) {
            throw Problem.invalid(pointer, "a number from " + least + " to " + most + " is allowed here");
        }
        return value;
    }

    private static @Nullable List<String> stops(@Nullable JsonNode stop) {
        if (stop == null || stop.isNull()) {
            return null;
        }
        List<JsonNode> stops = stop.isArray() ? stop.valueStream().toList() : List.of(stop);
        if (stops.size() > MOST_STOPS
                || !stops.stream()
                        .allMatch(text -> text.isString() && !text.asString().isEmpty())) {
            throw Problem.invalid("/stop", "a text, or an array of up to " + MOST_STOPS + ", is allowed here");
        }
        return stops.stream().map(JsonNode::asString).toList();
    }

    private static void refuseWhatWouldBeMissed(ChatCompletionRequest request) {
        if (request.n() != null && request.n() != 1) {
            throw Problem.invalid("/n", "one answer per call: n must be 1");
        }
        if (Boolean.TRUE.equals(request.logprobs())) {
            throw Problem.invalid("/logprobs", "log probabilities are not passed on; leave it out or false");
        }
        refuse("/logit_bias", request.logitBias(), "is not passed on");
        refuse("/functions", request.functions(), "was replaced by `tools`");
        refuse("/function_call", request.functionCall(), "was replaced by `tool_choice`");
        refuse("/audio", request.audio(), "is not made here: answers are text");
        refuse("/web_search_options", request.webSearchOptions(), "is not passed on");
    }

    private static void refuse(String pointer, @Nullable JsonNode value, String why) {
        if (value != null && !value.isNull() && !(value.isContainer() && value.isEmpty())) {
            throw Problem.invalid(pointer, pointer.substring(1) + " " + why);
        }
    }

    static String model(ChatCompletionRequest request) {
        if (request.model() == null || request.model().isBlank()) {
            throw Problem.invalid("/model", "you must provide a model: a route such as `default`, or `provider/model`");
        }
        return Objects.requireNonNull(request.model());
    }
}
