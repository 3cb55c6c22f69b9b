package dev.millrace.problems;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tells what is wrong with a part of a request with the place of that part. */
public final class Placed {
    private Placed() {}

    /** @param pointer of the part, which goes before the pointers that its problems have */
    public static <T> T at(String pointer, Supplier<T> part) {
        try {
            return part.get();
        } catch (Problem problem) {
            List<Violation> placed = new ArrayList<>();
            problem.violations().forEach(found -> placed.add(new Violation(pointer + found.pointer(), found.detail())));
            if (placed.isEmpty()) {
                placed.add(new Violation(pointer, problem.detail()));
            }
            throw new Problem(problem.type(), problem.detail(), placed);
        }
    }
}
