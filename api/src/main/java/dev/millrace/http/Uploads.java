package dev.millrace.http;

import dev.millrace.problems.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/** What all uploads have in common. */
public final class Uploads {
    private static final long TAKEN_AFTER_REFUSAL = 1L << 30;

    private Uploads() {}

    /** A client that is still sending does not see an answer; so the rest, within reason, is taken from it before. */
    public static void takeTheRest(HttpServletRequest request) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream rest = request.getInputStream()) {
            for (long left = TAKEN_AFTER_REFUSAL; left > 0; ) {
                int read = rest.read(buffer);
                left = read < 0 ? 0 : left - read;
            }
        } catch (IOException | Problem gone) {
            // The client does not want the answer, or takes too long to come to its end.
            return;
        }
    }
}
