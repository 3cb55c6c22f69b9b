package dev.millrace.llm.cache;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.millrace.artifacts.Sha256;
import dev.millrace.llm.LlmCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What must be the same for an answer to be the answer to another question. */
final class CacheKeys {
    private static final int LONGEST_MODEL = 200;
    private static final int LONGEST_TEXT = 10_000;

    private CacheKeys() {}

    /** Of the whole question; empty when it is not to be cached at all. */
    static Optional<CacheKey> exact(LlmCall call) {
        return call.model().length() > LONGEST_MODEL
                ? Optional.empty()
                : Optional.of(key(call, call.request().messages()));
    }

    /** Of all but the text that ends the question; empty when it ends with anything but a text of the user. */
    static Optional<Likeness> likeness(LlmCall call) {
        List<ChatMessage> messages = call.request().messages();
        if (messages.getLast() instanceof UserMessage user
                && user.hasSingleText()
                && !user.singleText().isBlank()
                && user.singleText().length() <= LONGEST_TEXT) {
            return Optional.of(new Likeness(key(call, messages.subList(0, messages.size() - 1)), user.singleText()));
        }
        return Optional.empty();
    }

    /** A question but for its last text. */
    record Likeness(CacheKey rest, String text) {}

    private static CacheKey key(LlmCall call, List<ChatMessage> messages) {
        ChatRequest request = call.request();
        MessageDigest digest = Sha256.digest();
        add(digest, call.tenant().value());
        add(digest, call.model());
        add(digest, Integer.toString(messages.size()));
        add(digest, ChatMessageSerializer.messagesToJson(messages));
        // All that is set of temperature, limits, tools, formats and whatever a provider has besides.
        add(digest, request.parameters().toString());
        return new CacheKey(call.tenant(), call.model() + ":" + HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
