package dev.millrace.pipelines;

import dev.millrace.pipelines.Sketch.After;
import dev.millrace.pipelines.Sketch.Branch;
import dev.millrace.pipelines.Sketch.Condition;
import dev.millrace.pipelines.Sketch.Constant;
import dev.millrace.pipelines.Sketch.Each;
import dev.millrace.pipelines.Sketch.Ended;
import dev.millrace.pipelines.Sketch.Is;
import dev.millrace.pipelines.Sketch.Item;
import dev.millrace.pipelines.Sketch.Iteration;
import dev.millrace.pipelines.Sketch.Loop;
import dev.millrace.pipelines.Sketch.Of;
import dev.millrace.pipelines.Sketch.Over;
import dev.millrace.pipelines.Sketch.Probe;
import dev.millrace.pipelines.Sketch.Step;
import dev.millrace.pipelines.Sketch.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What comes out of a sketch, by the rules alone: plain Java, one step after another, nothing durable. */
final class Reference {
    private final Map<String, Ending> endings = new TreeMap<>();

    /** How each path ended. */
    static Map<String, Ending> of(Sketch sketch) {
        Reference reference = new Reference();
        boolean failed = reference.block("", sketch.steps(), new HashMap<>(), null);
        if (failed) {
            reference.undo(sketch);
        }
        return reference.endings;
    }

    /** How a step ended, and what it gave. */
    record Ending(String status, @Nullable Object output) {
        static final Ending SKIPPED = new Ending("skipped", null);
        static final Ending NOT_RUN = new Ending("not_run", null);
        static final Ending FAILED = new Ending("failed", null);
    }

    /** A value that is none. */
    private static final class NoValue extends RuntimeException {}

    /** Whether a step failed. */
    private boolean block(String scope, List<Step> steps, Map<String, Ending> around, @Nullable Integer iteration) {
        Map<String, Ending> known = new HashMap<>(around);
        boolean failed = false;
        for (Step step : steps) {
            Ending ending = ending(scope, step, steps, known, iteration);
            known.put(step.id(), ending);
            endings.put(scope + step.id(), ending);
            failed |= ending.status().equals("failed");
        }
        return failed;
    }

    private Ending ending(
            String scope, Step step, List<Step> block, Map<String, Ending> known, @Nullable Integer iteration) {
        Ending fate = fate(step, block, known);
        if (fate != null) {
            return fate;
        }
        try {
            if (step.when() != null && !holds(step.when(), known, iteration)) {
                return Ending.SKIPPED;
            }
            return done(scope + step.id(), step, known, iteration);
        } catch (NoValue none) {
            return Ending.FAILED;
        }
    }

    private static @Nullable Ending fate(Step step, List<Step> block, Map<String, Ending> known) {
        Set<String> here = new LinkedHashSet<>(block.stream().map(Step::id).toList());
        Set<String> needs = new LinkedHashSet<>(step.needs());
        reads(step).stream().filter(here::contains).forEach(needs::add);
        if (step.when() instanceof Ended ended) {
            needs.remove(ended.step());
        }
        Ending fate = null;
        for (String need : needs) {
            switch (ended(known, need)) {
                case "failed", "not_run" -> {
                    return Ending.NOT_RUN;
                }
                case "skipped" -> fate = Ending.SKIPPED;
                default -> {}
            }
        }
        return fate;
    }

    private static Set<String> reads(Step step) {
        Set<String> reads = new LinkedHashSet<>();
        read(step.when(), reads);
        switch (step.work()) {
            case Probe probe -> read(probe.value(), reads);
            case Each each -> read(each.probe().value(), reads);
            case Branch branch -> {
                branch.cases().forEach(one -> {
                    read(one.when(), reads);
                    one.steps().forEach(inner -> reads.addAll(reads(inner)));
                });
                branch.otherwise().forEach(inner -> reads.addAll(reads(inner)));
            }
            case Loop loop -> {
                read(loop.until(), reads);
                loop.steps().forEach(inner -> reads.addAll(reads(inner)));
            }
        }
        return reads;
    }

    private static void read(@Nullable Object term, Set<String> reads) {
        switch (term) {
            case Of of -> reads.add(of.step());
            case Over over -> reads.add(over.step());
            case Ended ended -> reads.add(ended.step());
            case null, default -> {}
        }
    }

    private Ending done(String path, Step step, Map<String, Ending> known, @Nullable Integer iteration) {
        return switch (step.work()) {
            case Probe probe -> probed(probe, value(probe.value(), known, null, iteration));
            case Each each -> each(path, each, known, iteration);
            case Branch branch -> branched(path, branch, known, iteration);
            case Loop loop -> looped(path, loop, known);
        };
    }

    private static Ending probed(Probe probe, int value) {
        boolean fails = probe.failsAt() > 0 && value % probe.failsAt() == 0;
        return fails ? Ending.FAILED : new Ending("completed", Map.of("value", value));
    }

    private Ending each(String path, Each each, Map<String, Ending> known, @Nullable Integer iteration) {
        List<@Nullable Object> outputs = new ArrayList<>();
        for (int i = 0; i < each.items().size(); i++) {
            Ending item = probed(
                    each.probe(),
                    value(each.probe().value(), known, each.items().get(i), iteration));
            endings.put(path + "[" + i + "]", item);
            outputs.add(item.output());
            if (item.status().equals("failed") && each.stops()) {
                return Ending.FAILED;
            }
        }
        return new Ending("completed", outputs);
    }

    private Ending branched(String path, Branch branch, Map<String, Ending> known, @Nullable Integer iteration) {
        int chosen = 0;
        while (chosen < branch.cases().size()
                && !holds(branch.cases().get(chosen).when(), known, iteration)) {
            chosen++;
        }
        boolean isCase = chosen < branch.cases().size();
        List<Step> steps = isCase ? branch.cases().get(chosen).steps() : branch.otherwise();
        if (block(path + ".", steps, known, iteration)) {
            return Ending.FAILED;
        }
        int number = isCase || !branch.otherwise().isEmpty() ? chosen : -1;
        return new Ending("completed", Map.of("case", number, "steps", outputs(path + ".", steps)));
    }

    private Ending looped(String path, Loop loop, Map<String, Ending> known) {
        for (int iteration = 0; iteration < loop.most(); iteration++) {
            String scope = path + "[" + iteration + "].";
            if (block(scope, loop.steps(), known, iteration)) {
                return Ending.FAILED;
            }
            Map<String, Ending> body = new HashMap<>(known);
            loop.steps().forEach(step -> body.put(step.id(), endings.get(scope + step.id())));
            boolean through = holds(loop.until(), body, iteration);
            if (through || iteration + 1 == loop.most()) {
                return !through && loop.fails()
                        ? Ending.FAILED
                        : new Ending(
                                "completed",
                                Map.of(
                                        "iterations",
                                        iteration + 1,
                                        "done",
                                        through,
                                        "steps",
                                        outputs(scope, loop.steps())));
            }
        }
        throw new AssertionError("a loop has at least one iteration");
    }

    private Map<String, @Nullable Object> outputs(String scope, List<Step> steps) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        steps.forEach(step -> outputs.put(
                step.id(),
                Objects.requireNonNull(endings.get(scope + step.id())).output()));
        return outputs;
    }

    private void undo(Sketch sketch) {
        for (Step step : sketch.steps()) {
            Ending ending = Objects.requireNonNull(endings.get(step.id()));
            if (step.work() instanceof Probe probe
                    && probe.undone()
                    && ending.status().equals("completed")) {
                endings.put(step.id(), new Ending("compensated", ending.output()));
            }
        }
    }

    private static int value(
            Value value, Map<String, Ending> known, @Nullable Integer item, @Nullable Integer iteration) {
        return switch (value) {
            case Constant constant -> constant.number();
            case Of of -> given(known.get(of.step())) + of.more();
            case Item each -> given(item) + each.more();
            case Iteration number -> given(iteration) + number.more();
        };
    }

    private static boolean holds(Condition condition, Map<String, Ending> known, @Nullable Integer iteration) {
        return switch (condition) {
            case Is is -> is.so();
            case Over over -> given(known.get(over.step())) > over.limit();
            case Ended ended -> ended(known, ended.step()).equals(ended.status());
            case After after -> given(iteration) >= after.iterations();
        };
    }

    private static String ended(Map<String, Ending> known, String step) {
        return Objects.requireNonNull(known.get(step)).status();
    }

    private static int given(@Nullable Ending ending) {
        if (ending != null
                && ending.output() instanceof Map<?, ?> output
                && output.get("value") instanceof Integer value) {
            return value;
        }
        throw new NoValue();
    }

    private static int given(@Nullable Integer number) {
        if (number == null) {
            throw new NoValue();
        }
        return number;
    }
}
