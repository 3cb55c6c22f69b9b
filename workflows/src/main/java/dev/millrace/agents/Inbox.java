package dev.millrace.agents;

import dev.millrace.problems.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people have answered, by what it is an answer to; and what they have said, in its order. */
public final class Inbox {
    /** The place of what a user says. */
    public static final String USER = "user";
    /** The place of more money. */
    public static final String BUDGET = "budget";

    private static final int MOST_TURNS = 10;

    private final boolean conversational;
    private final Map<String, @Nullable Reply> awaited = new LinkedHashMap<>();
    private final Deque<Reply> turns;

    Inbox(boolean conversational, List<Reply> turns) {
        this.conversational = conversational;
        this.turns = new ArrayDeque<>(turns);
    }

    void expect(String place) {
        awaited.putIfAbsent(place, null);
    }

    boolean hasCome(String place) {
        return awaited.get(place) != null;
    }

    /** Waits there no longer; the answer, if one came. */
    @Nullable
    Reply end(String place) {
        return awaited.remove(place);
    }

    boolean hasTurn() {
        return !turns.isEmpty();
    }

    @Nullable
    Reply nextTurn() {
        return turns.poll();
    }

    List<Reply> turns() {
        return List.copyOf(turns);
    }

    /** @throws Problem when nothing waits there, or its answer has come */
    void requireOpen(Reply reply) {
        if (reply.place().equals(USER)) {
            requireRoom();
        } else if (!awaited.containsKey(reply.place()) || hasCome(reply.place())) {
            throw Problem.conflict("step " + reply.place() + " waits for no answer");
        }
    }

    void take(Reply reply) {
        if (reply.place().equals(USER)) {
            turns.add(reply);
        } else if (awaited.containsKey(reply.place()) && !hasCome(reply.place())) {
            awaited.put(reply.place(), reply);
        }
    }

    private void requireRoom() {
        if (!conversational) {
            throw Problem.conflict("this agent takes one input and gives one answer; it is not conversational");
        }
        if (turns.size() >= MOST_TURNS) {
            throw Problem.conflict(MOST_TURNS + " messages wait to be answered already; wait for an answer");
        }
    }
}
