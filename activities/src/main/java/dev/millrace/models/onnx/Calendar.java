package dev.millrace.models.onnx;

import dev.millrace.models.TimePart;
import java.util.List;

/**
 * Parts of a time, in UTC, by arithmetic on doubles in a graph. Years begin in March, so that the leap day is their last
 * (H. Hinnant, "chrono-compatible low-level date algorithms").
 */
final class Calendar {
    private static final double DAY = 86_400;

    private final Graph graph;
    private final String seconds;

    Calendar(Graph graph, String seconds) {
        this.graph = graph;
        this.seconds = seconds;
    }

    String part(TimePart part) {
        String days = floorDivide(seconds, DAY);
        return switch (part) {
            case EPOCH -> seconds;
            case HOUR -> floorDivide(minus(seconds, times(days, DAY)), 3_600);
            case DAY_OF_WEEK -> plus(remainder(plus(days, 3), 7), 1);
            case YEAR, MONTH, DAY -> date(part, plus(days, 719_468));
        };
    }

    private String date(TimePart part, String day) {
        String era = floorDivide(day, 146_097);
        String dayOfEra = minus(day, times(era, 146_097));
        String leapDays = minus(
                minus(floorDivide(dayOfEra, 1_460), floorDivide(dayOfEra, 36_524)),
                times(floorDivide(dayOfEra, 146_096), -1));
        String yearOfEra = floorDivide(minus(dayOfEra, leapDays), 365);
        String before = minus(add(times(yearOfEra, 365), floorDivide(yearOfEra, 4)), floorDivide(yearOfEra, 100));
        String dayOfYear = minus(dayOfEra, before);
        String month = floorDivide(plus(times(dayOfYear, 5), 2), 153);
        String nextYear = floorDivide(month, 10);
        return switch (part) {
            case DAY -> plus(minus(dayOfYear, floorDivide(plus(times(month, 153), 2), 5)), 1);
            case MONTH -> minus(plus(month, 3), times(nextYear, 12));
            case YEAR -> add(add(yearOfEra, times(era, 400)), nextYear);
            case EPOCH, DAY_OF_WEEK, HOUR -> throw new IllegalArgumentException("no part of a date: " + part);
        };
    }

    private String floorDivide(String value, double by) {
        return graph.add("Floor", List.of(graph.add("Div", List.of(value, number(by)))));
    }

    private String remainder(String value, double by) {
        return minus(value, times(floorDivide(value, by), by));
    }

    private String plus(String value, double number) {
        return add(value, number(number));
    }

    private String add(String value, String other) {
        return graph.add("Add", List.of(value, other));
    }

    private String minus(String value, String other) {
        return graph.add("Sub", List.of(value, other));
    }

    private String times(String value, double by) {
        return graph.add("Mul", List.of(value, number(by)));
    }

    private String number(double value) {
        return graph.doubles(new double[] {value});
    }
}
