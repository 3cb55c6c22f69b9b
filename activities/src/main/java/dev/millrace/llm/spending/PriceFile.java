package dev.millrace.llm.spending;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads prices as {@code prices.yaml} lists them; what is wrong with a file stops the process at its start. */
final class PriceFile {
    private static final Set<String> FIELDS =
            Set.of("provider", "models", "input", "cached_input", "output", "long_context", "until");
    private static final Set<String> LONG_CONTEXT_FIELDS = Set.of("over", "input", "cached_input", "output");

    private final String name;

    private PriceFile(String name) {
        this.name = name;
    }

    /** @param path the file; blank for the one that Millrace comes with */
    static List<PriceTable.Entry> read(String path) {
        if (path.isBlank()) {
            return new PriceFile("prices.yaml").entries(shipped());
        }
        try {
            return new PriceFile(path).entries(Files.readString(Path.of(path)));
        } catch (IOException e) {
            throw new IllegalStateException("MILLRACE_LLM_PRICES names " + path + ", which cannot be read", e);
        }
    }

    static List<PriceTable.Entry> parse(String name, String yaml) {
        return new PriceFile(name).entries(yaml);
    }

    private static String shipped() {
        try (InputStream in = Objects.requireNonNull(PriceFile.class.getResourceAsStream("prices.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PriceTable.Entry> entries(String yaml) {
        try {
            JsonNode root = JsonMapper.shared()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
            List<PriceTable.Entry> entries = new ArrayList<>();
            for (JsonNode entry : root.path("prices")) {
                entries.add(entry(entry));
            }
            if (entries.isEmpty()) {
                throw wrong("it lists no prices", null);
            }
            return entries;
        } catch (RuntimeException e) {
            throw e instanceof IllegalStateException told ? told : wrong(String.valueOf(e.getMessage()), e);
        }
    }

    private PriceTable.Entry entry(JsonNode entry) {
        refuseUnknown(entry, FIELDS);
        BigDecimal input = amount(entry, "input");
        List<Wildcard> models = entry.path("models")
                .valueStream()
                .map(model -> new Wildcard(model.asString()))
                .toList();
        if (models.isEmpty() || !entry.path("provider").isString()) {
            throw wrong(entry + " needs a provider and models", null);
        }
        return new PriceTable.Entry(
                new Wildcard(entry.path("provider").asString()),
                models,
                new Rate(
                        input,
                        amount(entry, "cached_input", input),
                        amount(entry, "output"),
                        longContext(entry.path("long_context"))),
                entry.has("until") ? LocalDate.parse(entry.path("until").asString()) : null);
    }

    private Rate.@Nullable LongContext longContext(JsonNode within) {
        if (within.isMissingNode()) {
            return null;
        }
        refuseUnknown(within, LONG_CONTEXT_FIELDS);
        BigDecimal input = amount(within, "input");
        return new Rate.LongContext(
                amount(within, "over").longValueExact(),
                input,
                amount(within, "cached_input", input),
                amount(within, "output"));
    }

    private BigDecimal amount(JsonNode entry, String field, BigDecimal otherwise) {
        return entry.has(field) ? amount(entry, field) : otherwise;
    }

    private BigDecimal amount(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw wrong(entry + " needs " + field + ", a number of at least 0", null);
        }
        return value.decimalValue();
    }

    private void refuseUnknown(JsonNode entry, Set<String> known) {
        for (String field : entry.propertyNames()) {
            if (!known.contains(field)) {
                throw wrong(field + " is none of " + known.stream().sorted().toList(), null);
            }
        }
    }

    private IllegalStateException wrong(String what, @Nullable Exception cause) {
        return new IllegalStateException("the price list " + name + " cannot be used: " + what, cause);
    }
}
