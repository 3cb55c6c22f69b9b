package dev.millrace.pipelines;

import dev.millrace.pipelines.document.Compiled;
import dev.millrace.pipelines.document.DocumentStep;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where in a run a step is: the ids from the outermost block inwards, each with the numbers of its item and iteration. */
record StepPath(List<Segment> segments) {
    private static final Pattern SEGMENT = Pattern.compile("([a-z][a-z0-9_]*)((?:\\[\\d{1,9}])*)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** @throws IllegalArgumentException when it is none */
    static StepPath of(String path) {
        List<Segment> segments = new ArrayList<>();
        for (String part : path.split("\\.", -1)) {
            Matcher segment = SEGMENT.matcher(part);
            if (!segment.matches()) {
                throw new IllegalArgumentException(path + " is no step's path, such as train or each[3].fit");
            }
            List<Integer> numbers = NUMBER.matcher(segment.group(2))
                    .results()
                    .map(number -> Integer.valueOf(number.group()))
                    .toList();
            segments.add(new Segment(segment.group(1), numbers));
        }
        return new StepPath(List.copyOf(segments));
    }

    String id() {
        return segments.getLast().id();
    }

    /** The item that this is, of a step that is done for each; null when it is the step as a whole. */
    @Nullable
    Integer item(Compiled document) {
        Segment last = segments.getLast();
        return document.step(last.id()).forEach() == null || last.numbers().isEmpty()
                ? null
                : last.numbers().getFirst();
    }

    /** What lists it: the step whose item it is, or in whose body or case it is; null in the outermost block. */
    @Nullable
    StepPath parent(Compiled document) {
        if (item(document) != null) {
            return outer(segments.size() - 1, new Segment(id(), List.of()));
        }
        if (segments.size() == 1) {
            return null;
        }
        Segment around = segments.get(segments.size() - 2);
        boolean repeats = document.step(around.id()).loop() != null;
        List<Integer> numbers =
                repeats ? around.numbers().subList(0, around.numbers().size() - 1) : around.numbers();
        return outer(segments.size() - 2, new Segment(around.id(), numbers));
    }

    /** The step of that id in the block {@code depth} steps deep that this one is in. */
    StepPath beside(int depth, String id) {
        return outer(depth, new Segment(id, List.of()));
    }

    /** The step {@code id} of the body, in one iteration of the loop that this is. */
    StepPath inside(int iteration, String id) {
        List<Integer> numbers = new ArrayList<>(segments.getLast().numbers());
        numbers.add(iteration);
        return outer(segments.size() - 1, new Segment(id(), numbers)).inside(id);
    }

    /** The step {@code id} of the case of the branch that this is. */
    StepPath inside(String id) {
        return outer(segments.size(), new Segment(id, List.of()));
    }

    StepPath withItem(int item) {
        return outer(segments.size() - 1, new Segment(id(), List.of(item)));
    }

    /** The segments up to, and with, that one, its numbers left out: where its items are kept. */
    StepPath bare(int segment) {
        return outer(segment, new Segment(segments.get(segment).id(), List.of()));
    }

    /** The same with its last segment's iteration left out: the loop as a whole. */
    StepPath loopAt(int segment) {
        Segment loop = segments.get(segment);
        return outer(
                segment,
                new Segment(loop.id(), loop.numbers().subList(0, loop.numbers().size() - 1)));
    }

    DocumentStep in(Compiled document) {
        return document.step(id());
    }

    private StepPath outer(int length, Segment last) {
        List<Segment> some = new ArrayList<>(segments.subList(0, length));
        some.add(last);
        return new StepPath(List.copyOf(some));
    }

    @Override
    public String toString() {
        return segments.stream().map(Segment::toString).collect(Collectors.joining("."));
    }

    /** @param numbers of the item, if the step is done for each; then of the iteration, if it is a loop around the next segment */
    record Segment(String id, List<Integer> numbers) {
        @Override
        public String toString() {
            return id + numbers.stream().map(number -> "[" + number + "]").collect(Collectors.joining());
        }
    }
}
