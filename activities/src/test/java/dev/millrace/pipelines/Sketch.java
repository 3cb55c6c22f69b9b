package dev.millrace.pipelines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workflow as the random graphs are made of: few kinds of values and conditions, so that plain Java can say what comes out. */
record Sketch(List<Step> steps) {
    /** As a document. */
    Map<String, Object> document(String name) {
        Map<String, Object> output = new LinkedHashMap<>();
        steps.forEach(step -> output.put(step.id(), "${{ steps." + step.id() + ".output }}"));
        return Map.of("name", name, "steps", written(steps), "output", output);
    }

    private static List<Map<String, Object>> written(List<Step> steps) {
        return steps.stream().map(Sketch::written).toList();
    }

    private static Map<String, Object> written(Step step) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", step.id());
        document.put("needs", step.needs());
        if (step.when() != null) {
            document.put("when", step.when().cel());
        }
        switch (step.work()) {
            case Probe probe -> {
                document.put("type", "probe");
                document.put("with", probe.with());
                if (probe.undone()) {
                    document.put("compensate", Map.of("type", "probe", "with", Map.of("value", "${{ output.value }}")));
                }
            }
            case Each each -> {
                document.put("type", "probe");
                document.put(
                        "for_each",
                        Map.of(
                                "items", each.items().toString(),
                                "window", each.window(),
                                "on_failure", each.stops() ? "stop" : "continue"));
                document.put("with", each.probe().with());
            }
            case Branch branch -> {
                document.put("type", "branch");
                List<Object> cases = new ArrayList<>();
                branch.cases()
                        .forEach(one -> cases.add(Map.of("when", one.when().cel(), "steps", written(one.steps()))));
                document.put("with", Map.of("cases", cases, "else", written(branch.otherwise())));
            }
            case Loop loop -> {
                document.put("type", "loop");
                document.put(
                        "with",
                        Map.of(
                                "until", loop.until().cel(),
                                "max_iterations", loop.most(),
                                "on_exhausted", loop.fails() ? "fail" : "continue",
                                "steps", written(loop.steps())));
            }
        }
        return document;
    }

    /** One step; {@code needs} besides what it reads. */
    record Step(String id, List<String> needs, @Nullable Condition when, Work work) {}

    sealed interface Work {}

    /** Gives its value, or fails where that is a multiple of {@code failsAt} (0: never). */
    record Probe(Value value, int failsAt, boolean undone) implements Work {
        Map<String, Object> with() {
            return Map.of("value", value.cel(), "fails_at", failsAt);
        }
    }

    record Each(List<Integer> items, int window, boolean stops, Probe probe) implements Work {}

    record Branch(List<Case> cases, List<Step> otherwise) implements Work {}

    record Case(Condition when, List<Step> steps) {}

    record Loop(Condition until, int most, boolean fails, List<Step> steps) implements Work {}

    sealed interface Value {
        String cel();
    }

    record Constant(int number) implements Value {
        @Override
        public String cel() {
            return "${{ " + number + " }}";
        }
    }

    /** What another step gave, and some more; has no value when that gave none. */
    record Of(String step, int more) implements Value {
        @Override
        public String cel() {
            return "${{ steps." + step + ".output.value + " + more + " }}";
        }
    }

    record Item(int more) implements Value {
        @Override
        public String cel() {
            return "${{ item + " + more + " }}";
        }
    }

    record Iteration(int more) implements Value {
        @Override
        public String cel() {
            return "${{ iteration + " + more + " }}";
        }
    }

    sealed interface Condition {
        String cel();
    }

    record Is(boolean so) implements Condition {
        @Override
        public String cel() {
            return Boolean.toString(so);
        }
    }

    /** Has no value when the step gave none. */
    record Over(String step, int limit) implements Condition {
        @Override
        public String cel() {
            return "steps." + step + ".output.value > " + limit;
        }
    }

    record Ended(String step, String status) implements Condition {
        @Override
        public String cel() {
            return "steps." + step + ".status == '" + status + "'";
        }
    }

    record After(int iterations) implements Condition {
        @Override
        public String cel() {
            return "iteration >= " + iterations;
        }
    }
}
