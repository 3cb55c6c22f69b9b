package dev.millrace.security.outbound;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Says why no complete answer came, in words that give no address away that the user has not written. */
final class Failures {
    private Failures() {}

    static Problem of(Destination to, @Nullable Throwable failure) {
        return failure instanceof Problem refused
                ? refused
                : new Problem(ProblemType.UPSTREAM_FAILED, to.shown() + ": " + reason(to, failure));
    }

    private static String reason(Destination to, @Nullable Throwable failure) {
        return switch (failure) {
            case UnknownHostException _ -> "the name " + to.host() + " cannot be resolved";
            case ConnectTimeoutException _ -> "the connection could not be made in time";
            case ConnectException _ -> "the connection was refused";
            case MessageConstraintException _ -> "the answer's headers are larger than 100 of 8 KB each";
            case TruncatedChunkException _ -> "the answer was cut off";
            case MalformedChunkCodingException _ -> "the answer breaks the rules of HTTP";
            case ConnectionClosedException _ -> "the answer was cut off";
            case EOFException _ -> "the answer was cut off";
            case ZipException _ -> "the answer cannot be decompressed";
            case InterruptedIOException _ -> "the answer did not come in time";
            case SSLException tls -> "no encrypted connection (TLS): " + tls.getMessage();
            case SocketException _ -> "the connection was lost";
            case null, default ->
                "the exchange failed ("
                        + (failure == null ? "" : failure.getClass().getSimpleName()) + ")";
        };
    }
}
