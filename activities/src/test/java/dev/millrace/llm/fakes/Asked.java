package dev.millrace.llm.fakes;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A request as a fake provider got it.
 *
 * @param headers by name in lower case
 */
public record Asked(String path, Map<String, String> headers, JsonNode body) {
    /** The text of all messages, in the protocol's JSON. */
    public String text() {
        return body.toString();
    }
}
