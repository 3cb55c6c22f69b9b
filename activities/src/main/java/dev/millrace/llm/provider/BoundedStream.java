package dev.millrace.llm.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Gives so many bytes and no more. */
final class BoundedStream extends FilterInputStream {
    private final Supplier<? extends RuntimeException> tooMuch;
    private long left;

    BoundedStream(InputStream in, long most, Supplier<? extends RuntimeException> tooMuch) {
        super(in);
        this.left = most;
        this.tooMuch = tooMuch;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return counted(read, read < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        return counted(read, read);
    }

    /** The connection is closed by whoever opened it; to close the stream alone would read it to its end. */
    @Override
    public void close() {}

    private int counted(int result, int bytes) {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw tooMuch.get();
        }
        return result;
    }
}
