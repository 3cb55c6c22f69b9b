package dev.millrace.agents;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.millrace.artifacts.Sha256;
import dev.millrace.problems.Violation;
import dev.millrace.problems.schema.SchemaCheck;
import dev.millrace.tenancy.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether a call that a model asks for may be made. */
@Component
final class CallCheck {
    /** Of one answer; those beyond are refused. */
    static final int MOST_AT_ONCE = 16;

    private static final int LONGEST_ARGUMENTS = 100_000;

    private final SchemaCheck schemas;

    CallCheck(SchemaCheck schemas) {
        this.schemas = schemas;
    }

    /** What comes of it. */
    sealed interface Verdict {
        record Allowed(Tool tool) implements Verdict {}

        /** {@code forbidden}: the agent may not use the tool, whatever the arguments. */
        record Refused(String reason, boolean forbidden) implements Verdict {}
    }

    Verdict of(ToolExecutionRequest call, int position, Map<String, Tool> offered) {
        Tool tool = offered.get(call.name());
        if (tool == null) {
            String names = offered.isEmpty() ? "there are none" : "there are " + String.join(", ", offered.keySet());
            return new Verdict.Refused("you have no tool of this name; " + names, true);
        }
        if (position > MOST_AT_ONCE) {
            return new Verdict.Refused(
                    "at most " + MOST_AT_ONCE + " calls are made at a time; ask for the rest later", false);
        }
        String wrong = wrong(call.arguments(), tool);
        return wrong.isEmpty() ? new Verdict.Allowed(tool) : new Verdict.Refused(wrong, false);
    }

    /** What is wrong with the arguments; empty when they fit. */
    String wrong(String arguments, Tool tool) {
        if (arguments.length() > LONGEST_ARGUMENTS) {
            return "the arguments are longer than " + LONGEST_ARGUMENTS + " characters";
        }
        try {
            JsonNode given = parse(arguments);
            if (given.toString().contains("\\u0000")) {
                return "a text in the arguments holds the character U+0000; every other is allowed";
            }
            List<Violation> violations = schemas.check(tool.schema(), given, "");
            return violations.stream()
                    .limit(10)
                    .map(violation -> violation.pointer() + ": " + violation.detail())
                    .collect(Collectors.joining("; "));
        } catch (JacksonException e) {
            return "the arguments are not JSON: " + e.getOriginalMessage();
        }
    }

    static byte[] hash(ToolExecutionRequest call) {
        return hash(call.name(), call.arguments());
    }

    /** Of the same call with its arguments in another order the same. */
    static byte[] hash(String tool, String arguments) {
        MessageDigest digest = Sha256.digest();
        digest.update((tool + "\n" + Json.write(Json.mapper().convertValue(parse(arguments), Object.class)))
                .getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }

    /** Models leave out the arguments of tools that take none. */
    static JsonNode parse(String arguments) {
        return Json.parse(arguments.isBlank() ? "{}" : arguments);
    }
}
