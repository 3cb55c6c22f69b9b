package dev.millrace.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.tuning.Domain;
import dev.millrace.tuning.SamplerKind;
import dev.millrace.tuning.search.Dimension;
import dev.millrace.tuning.search.Observation;
import dev.millrace.tuning.search.Observation.Outcome;
import dev.millrace.tuning.search.Sampler;
import dev.millrace.tuning.search.Samplers;
import dev.millrace.tuning.search.Space;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sampler to be asked and told in JSON lines: {@code {"study": {"sampler", "space", "seed"}}}, {@code {"ask": number}} and
 * {@code {"tell": number, "loss": value}}. It answers each with a line; an ask with the point and how long it took.
 */
final class SamplerLines {
    private final JsonMapper json = new JsonMapper();
    private final List<Observation> history = new ArrayList<>();
    private Sampler sampler = Samplers.of(SamplerKind.RANDOM);
    private Space space = new Space(List.of());
    private long seed;

    private record Line(
            @Nullable Study study,
            @Nullable Integer ask,
            @Nullable Integer tell,
            @Nullable Double loss) {}

    private record Study(
            SamplerKind sampler, @JsonProperty("space") SequencedMap<String, Domain> domains, long seed) {}

    private SamplerLines() {}

    public static void main(String[] args) throws IOException {
        SamplerLines lines = new SamplerLines();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(lines.json.writeValueAsString(lines.answer(lines.json.readValue(line, Line.class))));
            }
        }
    }

    private Map<String, Object> answer(Line line) {
        if (line.study() != null) {
            start(line.study());
        }
        if (line.tell() != null) {
            Observation asked = history.get(line.tell());
            history.set(line.tell(), new Observation(line.tell(), asked.point(), Outcome.COMPLETED, line.loss(), 1));
        }
        return line.ask() == null ? Map.of() : ask(line.ask());
    }

    private void start(Study study) {
        history.clear();
        sampler = Samplers.of(study.sampler());
        seed = study.seed();
        space = new Space(study.domains().entrySet().stream()
                .map(entry -> new Dimension(
                        entry.getKey(), entry.getValue(), entry.getValue().when()))
                .toList());
    }

    private Map<String, Object> ask(int number) {
        long started = System.nanoTime();
        Map<String, Object> point = sampler.next(space, history, seed, number);
        long nanos = System.nanoTime() - started;
        history.add(new Observation(number, point, Outcome.RUNNING, null, 0));
        return Map.of("point", point, "nanos", nanos);
    }
}
