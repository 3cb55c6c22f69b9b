package dev.millrace.llm.provider;

import dev.millrace.llm.provider.ProviderFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why no complete answer came over the connection. */
final class Breaks {
    private Breaks() {}

    static ProviderFailure of(IOException broken) {
        return switch (broken) {
            case UnknownHostException _ -> failure(Kind.UNAVAILABLE, "its name cannot be resolved", broken);
            case ConnectTimeoutException _ ->
                failure(Kind.UNAVAILABLE, "the connection could not be made in time", broken);
            case ConnectException _ -> failure(Kind.UNAVAILABLE, "the connection was refused", broken);
            case SSLException _ -> failure(Kind.UNAVAILABLE, "no encrypted connection could be made", broken);
            case NoHttpResponseException _ -> failure(Kind.UNAVAILABLE, "it closed the connection", broken);
            case MalformedChunkCodingException _ -> failure(Kind.BAD_ANSWER, "the answer was cut off", broken);
            case ConnectionClosedException _ -> failure(Kind.BAD_ANSWER, "the answer was cut off", broken);
            case EOFException _ -> failure(Kind.BAD_ANSWER, "the answer was cut off", broken);
            case ZipException _ -> failure(Kind.BAD_ANSWER, "the answer cannot be decompressed", broken);
            case InterruptedIOException _ -> failure(Kind.TIMEOUT, "the answer did not come in time", broken);
            default -> failure(Kind.UNAVAILABLE, "the connection was lost", broken);
        };
    }

    private static ProviderFailure failure(Kind kind, String detail, IOException cause) {
        return new ProviderFailure(kind, detail, null, cause);
    }
}
