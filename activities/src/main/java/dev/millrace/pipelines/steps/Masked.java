package dev.millrace.pipelines.steps;

import dev.millrace.security.outbound.SensitiveNames;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a step was given, as it may be shown: values with the name of a secret are replaced. */
final class Masked {
    static final String MASK = "***";

    private Masked() {}

    /** Headers, query, fields of the JSON body and of a form, the query and the user-info of the URL. */
    static JsonNode http(JsonNode with) {
        JsonNode shown = fields(with);
        if (shown instanceof ObjectNode object) {
            if (object.path("url").isString()) {
                object.put("url", url(object.path("url").asString()));
            }
            if (object.path("body").isString()) {
                object.put("body", pairs(object.path("body").asString()));
            }
        }
        return shown;
    }

    /** A copy. */
    static JsonNode fields(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = object.objectNode();
                object.properties()
                        .forEach(field -> copy.set(
                                field.getKey(),
                                SensitiveNames.contains(field.getKey())
                                        ? copy.stringNode(MASK)
                                        : fields(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = array.arrayNode();
                array.forEach(item -> copy.add(fields(item)));
                yield copy;
            }
            default -> value;
        };
    }

    static String url(String url) {
        int query = url.indexOf('?');
        String place = (query < 0 ? url : url.substring(0, query)).replaceFirst("://[^/@]*@", "://" + MASK + "@");
        return query < 0 ? place : place + "?" + pairs(url.substring(query + 1));
    }

    static String withoutQuery(String url) {
        return url.replaceFirst("[?#].*", "");
    }

    /** The pairs of a query or a form. */
    private static String pairs(String text) {
        return Arrays.stream(text.split("&", -1)).map(Masked::pair).collect(Collectors.joining("&"));
    }

    private static String pair(String pair) {
        int equals = pair.indexOf('=');
        return equals > 0 && SensitiveNames.contains(pair.substring(0, equals))
                ? pair.substring(0, equals + 1) + MASK
                : pair;
    }
}
