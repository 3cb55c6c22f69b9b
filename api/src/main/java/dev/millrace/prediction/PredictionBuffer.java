package dev.millrace.prediction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that wait to be written: a bounded number of rows, and of characters in their inputs. Where there is no room, inputs
 * are left out first, then whole answers; both are counted. For several threads.
 */
final class PredictionBuffer {
    private static final int PER_FIELD = 16;

    private final int mostRows;
    private final long mostInput;
    private final Deque<Answered> waiting = new ArrayDeque<>();
    private int rows;
    private long input;
    private long droppedInputs;
    private long droppedAnswers;

    PredictionBuffer(int mostRows, long mostInput) {
        this.mostRows = mostRows;
        this.mostInput = mostInput;
    }

    synchronized void add(Answered answered) {
        if (rows + answered.rows() > mostRows) {
            droppedAnswers += answered.rows();
            droppedInputs += answered.inputs().size();
            return;
        }
        long size = size(answered);
        boolean fits = input + size <= mostInput;
        if (!fits) {
            droppedInputs += answered.inputs().size();
        }
        waiting.addLast(fits ? answered : answered.withoutInputs());
        rows += answered.rows();
        input += fits ? size : 0;
    }

    /** Takes out the longest waiting answers: so many rows, or those of one request when it has more. */
    synchronized List<Answered> take(int about) {
        List<Answered> taken = new ArrayList<>();
        int count = 0;
        while (!waiting.isEmpty() && count < about) {
            Answered next = waiting.removeFirst();
            taken.add(next);
            count += next.rows();
            rows -= next.rows();
            input -= size(next);
        }
        return taken;
    }

    /** Puts back what could not be written yet. */
    synchronized void putBack(List<Answered> taken) {
        for (Answered answered : taken.reversed()) {
            waiting.addFirst(answered);
            rows += answered.rows();
            input += size(answered);
        }
    }

    synchronized void lost(int answers, int inputs) {
        droppedAnswers += answers;
        droppedInputs += inputs;
    }

    synchronized long droppedInputs() {
        return droppedInputs;
    }

    synchronized long droppedAnswers() {
        return droppedAnswers;
    }

    private static long size(Answered answered) {
        return answered.inputs().values().stream()
                .mapToLong(PredictionBuffer::size)
                .sum();
    }

    private static long size(Map<String, @Nullable Object> instance) {
        long size = 0;
        for (Object value : instance.values()) {
            size += PER_FIELD + (value instanceof CharSequence text ? text.length() : 0);
        }
        return size;
    }
}
