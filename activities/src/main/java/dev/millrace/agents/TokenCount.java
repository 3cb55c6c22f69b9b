package dev.millrace.agents;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;

/** Counts tokens as OpenAI's newer models do; others differ from it by some percent. */
final class TokenCount {
    /** Beyond this, a sample is enough. */
    private static final int SAMPLE = 200_000;

    private TokenCount() {}

    static int of(ChatMessage message) {
        return of(ChatMessageSerializer.messageToJson(message));
    }

    static int of(String text) {
        if (text.length() <= SAMPLE) {
            return Loaded.ENCODING.countTokensOrdinary(text);
        }
        long sampled = Loaded.ENCODING.countTokensOrdinary(text.substring(0, SAMPLE));
        return (int) Math.min(Integer.MAX_VALUE, sampled * text.length() / SAMPLE + 1);
    }

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
