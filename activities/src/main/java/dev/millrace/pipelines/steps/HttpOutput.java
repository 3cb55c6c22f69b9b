package dev.millrace.pipelines.steps;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.security.outbound.OutboundAnswer;
import dev.millrace.tenancy.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer as the step's output. */
final class HttpOutput {
    private static final Pattern JSON = Pattern.compile("(application|text)/(.+\\+)?json\\s*(;.*)?");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\\s;\"]+)");
    /** A session's key, which nobody is to find in a run's record. */
    private static final String NOT_SHOWN = "set-cookie";

    private HttpOutput() {}

    /** @throws Problem STEP_FAILED when the body is not what its content type says, or no text though that is wanted */
    static JsonNode of(String request, OutboundAnswer answer, boolean binary) {
        ObjectNode output = Json.mapper().createObjectNode();
        output.put("status", answer.status());
        ObjectNode headers = output.putObject("headers");
        answer.headers().forEach((name, value) -> {
            if (!name.equals(NOT_SHOWN)) {
                headers.put(name, value);
            }
        });
        String type = answer.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        return output.set("body", body(request, answer.body(), type, binary));
    }

    private static JsonNode body(String request, byte[] body, String type, boolean binary) {
        if (body.length == 0) {
            return Json.mapper().nullNode();
        }
        if (binary) {
            return Json.tree(Base64.getEncoder().encodeToString(body));
        }
        return JSON.matcher(type).matches() ? json(request, body) : Json.tree(text(request, body, type));
    }

    private static JsonNode json(String request, byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new Problem(
                    ProblemType.STEP_FAILED,
                    request + " answered with a body that is not JSON, though its content type says so: "
                            + e.getOriginalMessage());
        }
    }

    private static String text(String request, byte[] body, String type) {
        try {
            String text =
                    charset(type).newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException binary) {
            // the same refusal
        }
        throw new Problem(
                ProblemType.STEP_FAILED,
                request + " answered with what is no text (content type '" + type
                        + "'); with binary: true the output's body is Base64 of it");
    }

    private static Charset charset(String type) {
        Matcher named = CHARSET.matcher(type);
        return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    }
}
