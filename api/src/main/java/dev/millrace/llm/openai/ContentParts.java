package dev.millrace.llm.openai;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a message says: a text, or parts. Images come within the request only: an address would be fetched by whoever speaks
 * to the provider, from where it may reach what its user may not.
 */
final class ContentParts {
    private static final Pattern DATA_URL = Pattern.compile("data:(image/[a-z0-9.+-]+);base64,([A-Za-z0-9+/]+={0,2})");

    private ContentParts() {}

    static List<Content> of(String at, @Nullable JsonNode content) {
        if (content != null && content.isString()) {
            return List.of(TextContent.from(nonEmpty(at, content.asString())));
        }
        if (content == null || !content.isArray() || content.isEmpty()) {
            throw Problem.invalid(at, "a text, or an array of content parts, is needed here");
        }
        List<Content> parts = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            parts.add(part(at + "/" + i, content.get(i)));
        }
        return parts;
    }

    private static Content part(String at, JsonNode part) {
        return switch (part.path("type").asString("")) {
            case "text" -> TextContent.from(nonEmpty(at + "/text", textOf(at, part)));
            case "image_url" -> image(at + "/image_url", part.path("image_url"));
            default ->
                throw Problem.invalid(
                        at + "/type", "content parts of the types `text` and `image_url` are possible here");
        };
    }

    private static ImageContent image(String at, JsonNode image) {
        Matcher data = DATA_URL.matcher(image.path("url").asString(""));
        if (!data.matches()) {
            throw Problem.invalid(
                    at + "/url",
                    "an image is sent as data:image/…;base64,…; Millrace does not fetch images from addresses");
        }
        return ImageContent.from(data.group(2), data.group(1), detail(at, image.path("detail")));
    }

    private static ImageContent.DetailLevel detail(String at, JsonNode detail) {
        return switch (detail.asString("auto").toLowerCase(Locale.ROOT)) {
            case "auto" -> ImageContent.DetailLevel.AUTO;
            case "low" -> ImageContent.DetailLevel.LOW;
            case "high" -> ImageContent.DetailLevel.HIGH;
            default -> throw Problem.invalid(at + "/detail", "`auto`, `low` or `high` is allowed here");
        };
    }

    /** Of those who say text only; an empty one is possible, as a tool's result is. */
    static String text(String at, @Nullable JsonNode content) {
        if (content != null && content.isString()) {
            return content.asString();
        }
        if (content == null || !content.isArray()) {
            throw Problem.invalid(at, "a text, or an array of text parts, is needed here");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            String type = content.get(i).path("type").asString("");
            if (!type.equals("text")) {
                throw Problem.invalid(at + "/" + i + "/type", "only text parts are possible for this role");
            }
            texts.add(textOf(at + "/" + i, content.get(i)));
        }
        return String.join("\n", texts);
    }

    private static String textOf(String at, JsonNode part) {
        if (!part.path("text").isString()) {
            throw Problem.invalid(at + "/text", "a text is needed here");
        }
        return Objects.requireNonNull(part.path("text").asString());
    }

    private static String nonEmpty(String at, String text) {
        if (text.isBlank()) {
            throw Problem.invalid(at, "a text that is not empty is needed here");
        }
        return text;
    }
}
