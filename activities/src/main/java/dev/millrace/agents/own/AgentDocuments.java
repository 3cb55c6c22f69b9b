package dev.millrace.agents.own;

import dev.millrace.agents.AgentDefinition;
import dev.millrace.agents.Toolbox;
import dev.millrace.pipelines.document.Format;
import dev.millrace.pipelines.document.Source;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads agents as their authors write them, in JSON or YAML. */
@Component
public final class AgentDocuments {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final List<String> DURATIONS = List.of("/limits/maxTime", "/turnTimeout", "/approvalTimeout");

    private final SchemaCheck schemas;
    private final Toolbox tools;
    private final JsonNode schema = schemaFile();

    AgentDocuments(SchemaCheck schemas, Toolbox tools) {
        this.schemas = schemas;
        this.tools = tools;
    }

    /** The JSON Schema of the documents, with the names of the tools there are. */
    public JsonNode schema() {
        ObjectNode known = (ObjectNode) schema.deepCopy();
        var names = ((ObjectNode) known.at("/properties/tools/items")).putArray("enum");
        tools.names().forEach(names::add);
        return known;
    }

    /** @throws Problem MALFORMED when it cannot be read, INVALID with everything that is wrong */
    public AgentDefinition read(String name, String text, Format format) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid("name", "an agent's name is a letter, then up to 63 letters, digits, _ and -");
        }
        JsonNode document = Source.parse(text, format).tree();
        schemas.require(schema, document, "");
        List<Violation> violations = violations(document);
        if (!violations.isEmpty()) {
            throw new Problem(ProblemType.INVALID, violations.getFirst().detail(), violations);
        }
        return AgentDocument.of(document).definition(name);
    }

    private List<Violation> violations(JsonNode document) {
        List<Violation> found = new ArrayList<>();
        ofSchema(document, "/inputSchema", found);
        ofSchema(document, "/outputSchema", found);
        DURATIONS.forEach(pointer -> duration(document, pointer, found));
        Set<String> known = tools(document, found);
        JsonNode approvals = document.path("approvals");
        for (int i = 0; i < approvals.size(); i++) {
            if (!known.contains(approvals.get(i).asString())) {
                found.add(new Violation(
                        "/approvals/" + i, approvals.get(i).asString() + " is none of the agent's tools: " + known));
            }
        }
        return found;
    }

    private void ofSchema(JsonNode document, String pointer, List<Violation> found) {
        JsonNode inner = document.at(pointer);
        if (inner.isObject()) {
            found.addAll(schemas.ofSchema(inner, pointer));
        }
    }

    private static void duration(JsonNode document, String pointer, List<Violation> found) {
        JsonNode value = document.at(pointer);
        if (!value.isString()) {
            return;
        }
        try {
            Duration duration = Duration.parse(value.asString());
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return;
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        found.add(new Violation(pointer, "a duration is ISO 8601 in days, hours, minutes and seconds, up to P365D"));
    }

    /** The names of all that it may use. */
    private Set<String> tools(JsonNode document, List<Violation> found) {
        Set<String> known = new HashSet<>();
        JsonNode named = document.path("tools");
        for (int i = 0; i < named.size(); i++) {
            String tool = named.get(i).asString();
            known.add(tool);
            if (!tools.names().contains(tool)) {
                found.add(new Violation(
                        "/tools/" + i, "there is no tool " + tool + "; there are " + String.join(", ", tools.names())));
            }
        }
        JsonNode http = document.path("httpTools");
        for (int i = 0; i < http.size(); i++) {
            String name = http.get(i).path("name").asString();
            if (tools.names().contains(name) || !known.add(name)) {
                found.add(new Violation("/httpTools/" + i + "/name", "another tool is called " + name));
            }
            ofSchema(document, "/httpTools/" + i + "/parameters", found);
        }
        return known;
    }

    private static JsonNode schemaFile() {
        try (InputStream file = AgentDocuments.class.getResourceAsStream("agent.json")) {
            return Json.mapper().readTree(Objects.requireNonNull(file, "agent.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("agent.json cannot be read", e);
        }
    }
}
