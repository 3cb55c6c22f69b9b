package dev.millrace.http;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A request whose body is refused as soon as it is too large, or takes too long to arrive, however slowly it trickles in. */
final class BoundedBody extends HttpServletRequestWrapper {
    private final long most;
    private final Duration longest;
    private final LongSupplier nanos;
    private final long began;

    BoundedBody(HttpServletRequest request, long most, Duration longest, LongSupplier nanos) {
        super(request);
        this.most = most;
        this.longest = longest;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new BoundedStream(super.getInputStream());
    }

    static Problem tooLarge(long most) {
        return new Problem(ProblemType.TOO_LARGE, "the body may have at most " + (most >> 20) + " MiB");
    }

    private final class BoundedStream extends ServletInputStream {
        private final ServletInputStream body;
        private long left = most;

        BoundedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge(most);
            }
            if (nanos.getAsLong() - began > longest.toNanos()) {
                throw new Problem(
                        ProblemType.REQUEST_TIMEOUT,
                        "the body has to arrive within " + longest.toSeconds() + " seconds");
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
