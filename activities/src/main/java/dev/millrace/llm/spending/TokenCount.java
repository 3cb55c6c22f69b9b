package dev.millrace.llm.spending;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageSerializer;

/** Counts tokens by OpenAI's encoding o200k, as its newer models do; others differ from it by some percent. */
public final class TokenCount {
    /** Beyond this, a sample is enough for what is no matter of money. */
    private static final int SAMPLE = 200_000;

    private TokenCount() {}

    public static int of(ChatMessage message) {
        return of(ChatMessageSerializer.messageToJson(message));
    }

    /** Of very long texts about as many. */
    public static int of(String text) {
        if (text.length() <= SAMPLE) {
            return exactly(text);
        }
        long sampled = exactly(text.substring(0, SAMPLE));
        return (int) Math.min(Integer.MAX_VALUE, sampled * text.length() / SAMPLE + 1);
    }

    static int exactly(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
