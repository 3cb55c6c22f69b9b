package dev.millrace.harness;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** What the API answered. */
public record Answer(int status, HttpHeaders headers, String body) {
    /** The body as JSON; fails the test when the status is no success. */
    public JsonNode json() {
        if (status < 200 || status > 299) {
            throw new AssertionError("answered " + status + ": " + body);
        }
        return problem();
    }

    /** The body as JSON, whatever the status. */
    public JsonNode problem() {
        return Client.JSON.readTree(body);
    }
}
