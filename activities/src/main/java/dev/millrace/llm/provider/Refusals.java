package dev.millrace.llm.provider;

import dev.millrace.llm.provider.ProviderFailure.Kind;
import dev.millrace.tenancy.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a provider means by an error: its status first, then the codes and words by which the protocols tell more. */
final class Refusals {
    private static final int LONGEST_MESSAGE = 300;
    private static final Pattern TOO_LONG =
            Pattern.compile("context_length_exceeded|maximum context length|prompt is too"
                    + " long|input token count|exceeds? the (available )?context|context length|context window|too many tokens"
                    + "|exceeds the maximum number of tokens");
    private static final Pattern WRONG_KEY =
            Pattern.compile("api_key_invalid|invalid_api_key|api key not valid|insufficient_quota|credit balance");
    private static final Pattern NO_MODEL =
            Pattern.compile("model_not_found|model .{1,200} (not found|does not exist)");
    private static final Pattern FILTERED = Pattern.compile("content_filter|content management policy");
    private static final Pattern FORMAT = Pattern.compile("response_format|json_schema|output_config|does not support");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}]+");

    private Refusals() {}

    static ProviderFailure of(int status, String body, @Nullable Duration retryAfter) {
        return new ProviderFailure(
                kind(status, body.toLowerCase(Locale.ROOT)), status + ": " + message(body), retryAfter, null);
    }

    /** An error that came where the answer should have gone on. */
    static ProviderFailure inStream(String body) {
        Kind kind = byWords(body.toLowerCase(Locale.ROOT));
        return new ProviderFailure(
                kind == Kind.INVALID ? Kind.UNAVAILABLE : kind, "it broke off: " + message(body), null, null);
    }

    private static Kind kind(int status, String body) {
        return switch (status) {
            case 401, 402, 403 -> Kind.UNAUTHORISED;
            case 404 -> Kind.NO_SUCH_MODEL;
            case 408, 504 -> Kind.TIMEOUT;
            case 413 -> Kind.CONTEXT_TOO_LONG;
            case 429 -> WRONG_KEY.matcher(body).find() ? Kind.UNAUTHORISED : Kind.RATE_LIMITED;
            case 409, 425 -> Kind.UNAVAILABLE;
            default -> status >= 400 && status < 500 ? byWords(body) : Kind.UNAVAILABLE;
        };
    }

    private static Kind byWords(String body) {
        if (TOO_LONG.matcher(body).find()) {
            return Kind.CONTEXT_TOO_LONG;
        }
        if (WRONG_KEY.matcher(body).find()) {
            return Kind.UNAUTHORISED;
        }
        if (NO_MODEL.matcher(body).find()) {
            return Kind.NO_SUCH_MODEL;
        }
        if (FILTERED.matcher(body).find()) {
            return Kind.REFUSED;
        }
        return FORMAT.matcher(body).find() ? Kind.UNSUPPORTED : Kind.INVALID;
    }

    /** The provider's own words, as far as its body can be read. */
    private static String message(String body) {
        String said = body;
        try {
            JsonNode error = Json.parse(body).path("error");
            JsonNode message = error.path("message");
            if (message.isString()) {
                said = message.asString();
            } else if (error.isString()) {
                said = error.asString();
            }
        } catch (JacksonException notJson) {
            // Then its beginning as it is.
        }
        String plain = CONTROLS.matcher(said).replaceAll(" ").strip();
        return plain.length() <= LONGEST_MESSAGE ? plain : plain.substring(0, LONGEST_MESSAGE) + "…";
    }
}
