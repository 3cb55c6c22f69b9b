package dev.millrace.payloads;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes made shorter (RFC 1950), quickly rather than best. */
final class Deflated {
    /** Nothing that was written here is larger; what claims to be is no payload of ours. */
    private static final int LARGEST = 64 << 20;

    private static final int BUFFER = 16 << 10;

    private Deflated() {}

    /** Empty when they do not become shorter. */
    static Optional<byte[]> shorter(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length];
            int length = deflater.deflate(out);
            return deflater.finished() && length < bytes.length
                    ? Optional.of(Arrays.copyOf(out, length))
                    : Optional.empty();
        } finally {
            deflater.end();
        }
    }

    /** @throws DataFormatException when they were not made by {@link #shorter} */
    static byte[] inflate(byte[] bytes) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 4);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 || out.size() + length > LARGEST) {
                    throw new DataFormatException("cut off, or larger than any payload");
                }
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
