package dev.millrace.pipelines;

import dev.millrace.pipelines.Sketch.After;
import dev.millrace.pipelines.Sketch.Branch;
import dev.millrace.pipelines.Sketch.Case;
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
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes the workflow of a seed: up to eight steps a block, up to two blocks deep. */
final class SketchMaker {
    private static final int DEEPEST = 2;

    private final Random random;
    private int made;

    private SketchMaker(long seed) {
        random = new Random(seed);
    }

    static Sketch of(long seed) {
        SketchMaker maker = new SketchMaker(seed);
        return new Sketch(maker.block(0, List.of(), false));
    }

    /** @param outside probes of the blocks around, which may be read */
    private List<Step> block(int depth, List<String> outside, boolean inLoop) {
        int count = 1 + random.nextInt(depth == 0 ? 8 : 3);
        List<Step> steps = new ArrayList<>();
        List<String> readable = new ArrayList<>(outside);
        List<String> here = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Step step = step(depth, readable, here, inLoop);
            steps.add(step);
            here.add(step.id());
            if (step.work() instanceof Probe) {
                readable.add(step.id());
            }
        }
        return steps;
    }

    private Step step(int depth, List<String> readable, List<String> here, boolean inLoop) {
        String id = "s" + made++;
        List<String> needs =
                here.stream().filter(other -> random.nextInt(4) == 0).toList();
        int kind = random.nextInt(depth < DEEPEST ? 10 : 7);
        Sketch.Work work = switch (kind) {
            case 0 -> each();
            case 8 -> branch(depth, readable);
            case 9 -> loop(depth, readable);
            default -> probe(value(readable, inLoop), depth == 0 && random.nextInt(3) == 0);
        };
        return new Step(id, needs, when(readable, here), work);
    }

    private Probe probe(Value value, boolean undone) {
        return new Probe(value, random.nextInt(3) == 0 ? 2 + random.nextInt(6) : 0, undone);
    }

    private Each each() {
        List<Integer> items = random.ints(random.nextInt(5), 0, 20).boxed().toList();
        boolean stops = random.nextBoolean();
        return new Each(items, stops ? 1 : 1 + random.nextInt(3), stops, probe(new Item(random.nextInt(5)), false));
    }

    private Branch branch(int depth, List<String> readable) {
        List<Case> cases = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            cases.add(new Case(condition(readable), block(depth + 1, readable, false)));
        }
        return new Branch(cases, random.nextBoolean() ? block(depth + 1, readable, false) : List.of());
    }

    private Loop loop(int depth, List<String> readable) {
        List<Step> body = block(depth + 1, readable, true);
        List<String> probes = body.stream()
                .filter(step -> step.work() instanceof Probe)
                .map(Step::id)
                .toList();
        Condition until = probes.isEmpty() || random.nextBoolean()
                ? new After(random.nextInt(4))
                : new Over(probes.get(random.nextInt(probes.size())), random.nextInt(8));
        return new Loop(until, 1 + random.nextInt(4), random.nextBoolean(), body);
    }

    private Value value(List<String> readable, boolean inLoop) {
        if (inLoop && random.nextBoolean()) {
            return new Iteration(random.nextInt(10));
        }
        return readable.isEmpty() || random.nextBoolean()
                ? new Constant(random.nextInt(20))
                : new Of(readable.get(random.nextInt(readable.size())), random.nextInt(10));
    }

    private @Nullable Condition when(List<String> readable, List<String> here) {
        return switch (random.nextInt(6)) {
            case 0 -> condition(readable);
            case 1 -> here.isEmpty() ? null : ended(here.get(random.nextInt(here.size())));
            default -> null;
        };
    }

    private Ended ended(String step) {
        String[] states = {"completed", "skipped", "failed", "not_run"};
        return new Ended(step, states[random.nextInt(states.length)]);
    }

    private Condition condition(List<String> readable) {
        return readable.isEmpty() || random.nextBoolean()
                ? new Is(random.nextInt(3) > 0)
                : new Over(readable.get(random.nextInt(readable.size())), random.nextInt(15));
    }
}
