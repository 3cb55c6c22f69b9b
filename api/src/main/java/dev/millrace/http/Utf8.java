package dev.millrace.http;

import dev.millrace.problems.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bodies that are text. */
public final class Utf8 {
    private Utf8() {}

    /** @throws Problem MALFORMED when it is not UTF-8 */
    public static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("", "the document is not UTF-8");
        }
    }
}
