package dev.millrace.pipelines;

import dev.millrace.problems.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a workflow waits for, and what came before anybody waited for it. An event is for the first that waits for it. */
final class Answers {
    private final Map<String, Expected> expected = new LinkedHashMap<>();
    private final List<Event> early = new ArrayList<>();
    private int people;

    /** Begins to wait at {@code path}; {@code event} is the name of the one that ends it, {@code person} whether a human does. */
    void expect(String path, @Nullable String event, boolean person) {
        Expected wait = new Expected(event, person);
        expected.put(path, wait);
        people += person || event != null ? 1 : 0;
        for (Iterator<Event> came = early.iterator(); came.hasNext() && wait.answer == null; ) {
            Event candidate = came.next();
            if (candidate.name().equals(event)) {
                wait.answer = answer(path, candidate);
                came.remove();
            }
        }
    }

    boolean hasCome(String path) {
        Expected wait = expected.get(path);
        return wait != null && wait.answer != null;
    }

    /** Ends the wait; what came, if anything did. */
    Optional<Answer> end(String path) {
        Expected wait = expected.remove(path);
        if (wait == null) {
            return Optional.empty();
        }
        people -= wait.person || wait.event != null ? 1 : 0;
        return Optional.ofNullable(wait.answer);
    }

    private boolean isOpen(String path) {
        Expected wait = expected.get(path);
        return wait != null && wait.answer == null && (wait.person || wait.event != null);
    }

    /** @throws Problem when nothing waits there, or its answer has come */
    void requireOpen(Answer answer) {
        if (!isOpen(answer.path())) {
            throw Problem.conflict("step " + answer.path() + " waits for no answer");
        }
    }

    void take(Answer answer) {
        Expected wait = expected.get(answer.path());
        if (wait != null && wait.answer == null) {
            wait.answer = answer;
        }
    }

    void take(Event event) {
        for (Map.Entry<String, Expected> wait : expected.entrySet()) {
            if (event.name().equals(wait.getValue().event) && wait.getValue().answer == null) {
                wait.getValue().answer = answer(wait.getKey(), event);
                return;
            }
        }
        early.add(event);
    }

    /** How many steps wait for somebody, not only for a time. */
    int waiting() {
        return people;
    }

    private static Answer answer(String path, Event event) {
        return new Answer(path, event.by(), event.data());
    }

    private static final class Expected {
        private final @Nullable String event;
        private final boolean person;
        private @Nullable Answer answer;

        private Expected(@Nullable String event, boolean person) {
            this.event = event;
            this.person = person;
        }
    }
}
