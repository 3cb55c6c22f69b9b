package dev.millrace.http;

import dev.millrace.artifacts.Sha256;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Entity tags (RFC 9110, 8.8.3) from whatever changes when the resource does. */
public final class ETags {
    private ETags() {}

    public static String of(Object version) {
        return "\"" + version + "\"";
    }

    /** What differs when the value's JSON does, for resources without a version. */
    public static String fingerprint(Object value) {
        byte[] digest = Sha256.digest().digest(Json.write(value).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    /** 304 when the client has this version already, else 200 with the body. */
    public static <T> ResponseEntity<T> answer(@Nullable String ifNoneMatch, Object version, T body) {
        String tag = of(version);
        if (ifNoneMatch != null && matches(ifNoneMatch, tag)) {
            return ResponseEntity.status(304).eTag(tag).build();
        }
        return ResponseEntity.ok().eTag(tag).body(body);
    }

    /** @throws Problem (412) when the client's {@code If-Match} names another version than this one */
    public static void require(@Nullable String ifMatch, Object version) {
        if (ifMatch != null && !matches(ifMatch, of(version))) {
            throw new Problem(
                    ProblemType.PRECONDITION_FAILED,
                    "the resource has changed since it was read: its ETag is now " + of(version));
        }
    }

    private static boolean matches(String header, String tag) {
        return header.trim().equals("*")
                || Arrays.stream(header.split(","))
                        .map(String::trim)
                        .map(candidate -> candidate.startsWith("W/") ? candidate.substring(2) : candidate)
                        .anyMatch(tag::equals);
    }
}
