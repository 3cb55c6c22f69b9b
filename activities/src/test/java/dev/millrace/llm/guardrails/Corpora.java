package dev.millrace.llm.guardrails;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The texts that screening is measured with: published injections with their source, and harmless texts. */
public final class Corpora {
    private Corpora() {}

    public record Line(String category, String text) {}

    public static List<Line> injections() {
        return lines("injections.tsv");
    }

    static List<Line> benign() {
        return lines("benign.tsv");
    }

    private static List<Line> lines(String name) {
        try (InputStream in = Objects.requireNonNull(Corpora.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split("\t")))
                    .map(columns ->
                            new Line(columns.getFirst(), columns.getLast().replace("\\n", "\n")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
