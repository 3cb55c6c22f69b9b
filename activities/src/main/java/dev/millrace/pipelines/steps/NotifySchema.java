package dev.millrace.pipelines.steps;

import dev.millrace.tenancy.Json;
import tools.jackson.databind.JsonNode;

/** What a notify step is given and gives. */
final class NotifySchema {
    private static final String WITH = """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["url", "event"],
              "properties": {
                "url": {
                  "type": "string", "format": "uri", "minLength": 1, "maxLength": 8000,
                  "description": "Where to send it, http or https; redirects are not followed. Only public addresses are called, and the hosts that the installation allows (MILLRACE_HTTP_ALLOW_HOSTS)."
                },
                "event": {
                  "type": "string", "minLength": 1, "maxLength": 256,
                  "description": "The message's type, such as model.deployed."
                },
                "data": {
                  "description": "What the message says, as any JSON.", "default": {}
                },
                "timeout": {
                  "type": "string", "format": "duration", "default": "PT15S",
                  "description": "How long one attempt may take: an ISO 8601 duration up to PT5M."
                }
              }
            }
            """;

    private static final String OUTPUT = """
            {
              "type": "object",
              "required": ["status"],
              "properties": {
                "status": {"type": "integer", "minimum": 200, "maximum": 299, "description": "What the receiver answered."}
              }
            }
            """;

    private NotifySchema() {}

    static JsonNode with() {
        return Json.parse(WITH);
    }

    static JsonNode output() {
        return Json.parse(OUTPUT);
    }
}
