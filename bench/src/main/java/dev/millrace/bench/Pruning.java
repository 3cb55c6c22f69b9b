package dev.millrace.bench;

import dev.millrace.tuning.PrunerKind;
import dev.millrace.tuning.pruning.Curves;
import dev.millrace.tuning.pruning.Pruner;
import dev.millrace.tuning.pruning.Pruners;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Millrace's pruners alone: reads one {@link Told} as JSON a line from standard input, and answers each with
 * {@code {"prune": …}}. A line with a pruner begins a study, one with a loss is a report of a trial, the last of which is
 * {@code completed}.
 */
public final class Pruning {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Pruner pruner;
    private final Map<Integer, Curves.Curve> trials = new TreeMap<>();

    private Pruning(PrunerKind kind, long seed) {
        this.pruner = Pruners.of(kind, seed);
    }

    record Told(
            @Nullable PrunerKind pruner,
            long seed,
            int trial,
            int step,
            @Nullable Double loss,
            boolean completed) {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // where libraries log
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Pruning study = new Pruning(PrunerKind.NONE, 0);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Told told = JSON.readValue(line, Told.class);
            study = told.pruner() == null ? study : new Pruning(told.pruner(), told.seed());
            answers.println(JSON.writeValueAsString(Map.of("prune", study.prunes(told))));
            answers.flush();
        }
    }

    private boolean prunes(Told told) {
        if (told.pruner() != null) {
            return false;
        }
        SortedMap<Integer, Double> own = curve(told.trial()).losses();
        if (told.loss() == null) {
            trials.put(told.trial(), new Curves.Curve(told.trial(), told.completed(), own));
            return false;
        }
        int before = own.isEmpty() ? 0 : own.lastKey();
        own.put(told.step(), told.loss());
        return pruner.decidesAt(before, told.step()) && pruner.prunes(told.trial(), curves(told.trial(), own));
    }

    private Curves.Curve curve(int trial) {
        return trials.computeIfAbsent(trial, number -> new Curves.Curve(number, false, new TreeMap<>()));
    }

    private Curves curves(int trial, SortedMap<Integer, Double> own) {
        return new Curves(
                own,
                trials.values().stream().filter(other -> other.trial() != trial).toList());
    }
}
