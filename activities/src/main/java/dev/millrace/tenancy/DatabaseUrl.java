package dev.millrace.tenancy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL address in libpq's form, {@code postgresql://user:password@host:port/database?parameter=value}, with
 * user and password percent-encoded where needed. Query parameters go to the JDBC driver as they are.
 */
public record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    private static final int DEFAULT_PORT = 5432;
    private static final String FORM = "postgresql://user:password@host:5432/database";

    public static DatabaseUrl parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme();
        String path = uri.getRawPath();
        if (uri.getHost() == null || !("postgresql".equals(scheme) || "postgres".equals(scheme))) {
            throw malformed();
        }
        if (path == null || path.length() < 2) {
            throw malformed();
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] login = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.getHost() + ":" + port + path + query,
                login[0].isEmpty() ? null : decode(login[0]),
                login.length < 2 ? null : decode(login[1]));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** Percent-decoding only: a plus stays a plus, as in every part of a URI but a form. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    // The text itself may hold a password, hence is not in the message.
    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "a database URL looks like " + FORM + ", user and password percent-encoded where needed");
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
