package dev.millrace.entities.intake;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a file: bounded, and some of them can be put back to be read again. */
final class Input {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final long mostBytes;
    private byte[] again = new byte[0];
    private int at;
    private long read;
    /** What ended the file while it was peeked into; told once all before it is read. */
    private @Nullable IOException broken;

    private @Nullable Problem refused;

    Input(InputStream in, long mostBytes) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.mostBytes = mostBytes;
    }

    /** @throws Problem TOO_LARGE when there are more bytes than allowed */
    int read() throws IOException {
        if (at < again.length) {
            return again[at++] & 0xFF;
        }
        if (broken != null) {
            throw broken;
        }
        if (refused != null) {
            throw refused;
        }
        if (++read > mostBytes) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "one import takes at most " + mostBytes + " bytes; the rows before were imported: split the file");
        }
        return in.read();
    }

    /** These are read again before anything else. */
    void putBack(byte[] bytes) {
        byte[] both = new byte[bytes.length + again.length - at];
        System.arraycopy(bytes, 0, both, 0, bytes.length);
        System.arraycopy(again, at, both, bytes.length, again.length - at);
        again = both;
        at = 0;
    }

    /** At most so many bytes from here on, which stay to be read. */
    byte[] peek(int most) {
        byte[] seen = new byte[most];
        int size = 0;
        try {
            for (int value; size < most && (value = read()) >= 0; ) {
                seen[size++] = (byte) value;
            }
        } catch (IOException end) {
            broken = end;
        } catch (Problem end) {
            refused = end;
        }
        byte[] bytes = Arrays.copyOf(seen, size);
        putBack(bytes);
        return bytes;
    }

    /** Null when the bytes are not UTF-8. */
    static @Nullable String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
