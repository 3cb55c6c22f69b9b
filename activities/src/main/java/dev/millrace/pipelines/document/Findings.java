package dev.millrace.pipelines.document;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a document, each at its place. */
final class Findings {
    static final int MOST = 50;

    private final Source source;
    private final List<Violation> violations = new ArrayList<>();

    Findings(Source source) {
        this.source = source;
    }

    private void add(Violation violation) {
        if (violations.size() < MOST && !violations.contains(violation)) {
            violations.add(violation);
        }
    }

    void add(String pointer, String detail) {
        add(new Violation(pointer, detail, source.line(pointer)));
    }

    /** {@code below}: on which line, from 0, of the string at that place. */
    void add(String pointer, String detail, int below) {
        Integer line = source.textLine(pointer);
        add(new Violation(pointer, detail, line == null ? null : Integer.valueOf(line + below)));
    }

    boolean written(String pointer) {
        return !source.tree().at(pointer).isMissingNode();
    }

    /** Whether something was found at that very place. */
    boolean at(String pointer) {
        return violations.stream().anyMatch(violation -> violation.pointer().equals(pointer));
    }

    /** @throws Problem INVALID with all of them, in the document's order */
    void refuse() {
        if (violations.isEmpty()) {
            return;
        }
        List<Violation> sorted = violations.stream()
                .sorted(Comparator.comparingInt(violation -> violation.line() == null ? 0 : violation.line()))
                .toList();
        String first = sorted.getFirst().detail();
        String more = sorted.size() == 1 ? "" : " (and " + (sorted.size() - 1) + " more)";
        throw new Problem(ProblemType.INVALID, sorted.getFirst().pointer() + ": " + first + more, sorted);
    }
}
