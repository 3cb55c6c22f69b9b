package dev.millrace.pipelines.document;

import dev.millrace.pipelines.expression.ExpressionException;
import dev.millrace.pipelines.expression.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts values in the place of expressions. */
final class Renderer {
    private static final int LONGEST_TEXT = 10_000_000;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final CompiledDocument document;
    private final Map<String, @Nullable Object> variables;

    Renderer(CompiledDocument document, Map<String, @Nullable Object> variables) {
        this.document = document;
        this.variables = variables;
    }

    JsonNode render(JsonNode template) {
        return switch (template.getNodeType()) {
            case OBJECT -> {
                ObjectNode object = nodes.objectNode();
                template.forEachEntry((name, value) -> object.set(name, render(value)));
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                template.forEach(value -> array.add(render(value)));
                yield array;
            }
            case STRING -> text(template.stringValue());
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> template;
        };
    }

    private JsonNode text(String text) {
        if (!Template.has(text)) {
            return nodes.stringNode(text);
        }
        Template template = template(text);
        if (template.whole()) {
            return document.evaluate(template.expressions().getFirst().expression(), variables);
        }
        StringBuilder rendered = new StringBuilder();
        for (Template.Part part : template.parts()) {
            rendered.append(
                    switch (part) {
                        case Template.Text literal -> literal.text();
                        case Template.Code code -> shown(document.evaluate(code.expression(), variables));
                    });
            if (rendered.length() > LONGEST_TEXT) {
                throw CompiledDocument.failed(text, "the text gets longer than 10 MB");
            }
        }
        return nodes.stringNode(rendered.toString());
    }

    private static Template template(String text) {
        try {
            return Template.of(text);
        } catch (ExpressionException open) {
            throw CompiledDocument.failed(text, String.valueOf(open.getMessage()));
        }
    }

    private static String shown(JsonNode value) {
        return value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
    }
}
