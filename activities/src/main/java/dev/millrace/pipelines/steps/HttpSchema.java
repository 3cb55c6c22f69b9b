package dev.millrace.pipelines.steps;

import dev.millrace.tenancy.Json;
import tools.jackson.databind.JsonNode;

/** What an http step is given and gives. */
final class HttpSchema {
    private static final String WITH = """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["url"],
              "properties": {
                "method": {"enum": ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"], "default": "GET"},
                "url": {
                  "type": "string", "format": "uri", "minLength": 1, "maxLength": 8000,
                  "description": "http or https. Only public addresses are called, and the hosts that the installation allows (MILLRACE_HTTP_ALLOW_HOSTS)."
                },
                "headers": {
                  "type": "object", "maxProperties": 50,
                  "description": "Headers to send. Idempotency-Key, User-Agent, Accept, Content-Type and traceparent have values unless given; those of the connection, such as Host, cannot be given.",
                  "additionalProperties": {"type": ["string", "number", "boolean", "null"]}
                },
                "query": {
                  "type": "object", "maxProperties": 100,
                  "description": "Parameters added to the URL's query; a list gives one for each of its items, null none.",
                  "additionalProperties": {
                    "type": ["string", "number", "boolean", "array", "null"],
                    "items": {"type": ["string", "number", "boolean"]}
                  }
                },
                "json": {"description": "The body, sent as JSON. Not with GET and HEAD."},
                "body": {"type": "string", "description": "The body as text, instead of json. Not with GET and HEAD."},
                "timeout": {
                  "type": "string", "format": "duration", "default": "PT30S",
                  "description": "How long one attempt may take, from looking up the name to the end of the answer: an ISO 8601 duration up to PT5M."
                },
                "max_bytes": {
                  "type": "integer", "minimum": 1, "maximum": 10000000, "default": 1000000,
                  "description": "The largest body of an answer, after decompression; a larger one fails the step."
                },
                "expect_status": {
                  "type": "array", "minItems": 1, "maxItems": 100,
                  "items": {"type": "integer", "minimum": 200, "maximum": 599},
                  "description": "The statuses that complete the step, instead of 200 to 299. With one from 300 to 399 redirects are not followed."
                },
                "binary": {
                  "type": "boolean", "default": false,
                  "description": "Whether the output's body is Base64 of the answer's, whatever its content type."
                }
              },
              "dependentSchemas": {"json": {"properties": {"body": false}}}
            }
            """;

    private static final String OUTPUT = """
            {
              "type": "object",
              "required": ["status", "headers", "body"],
              "properties": {
                "status": {"type": "integer", "minimum": 200, "maximum": 599},
                "headers": {
                  "type": "object", "additionalProperties": {"type": "string"},
                  "description": "By name in lower case, without set-cookie; several of one name are joined by a comma."
                },
                "body": {
                  "description": "What the JSON is when the content type is JSON; else the text; null when there is none."
                }
              }
            }
            """;

    private HttpSchema() {}

    static JsonNode with() {
        return Json.parse(WITH);
    }

    static JsonNode output() {
        return Json.parse(OUTPUT);
    }
}
