package dev.millrace.tuning.pruning;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Curves for tests: losses by step from 1. */
final class CurvesOf {
    private CurvesOf() {}

    static SortedMap<Integer, Double> losses(double... losses) {
        SortedMap<Integer, Double> byStep = new TreeMap<>();
        for (double loss : losses) {
            byStep.put(byStep.size() + 1, loss);
        }
        return byStep;
    }

    static SortedMap<Integer, Double> level(double loss, int steps) {
        SortedMap<Integer, Double> byStep = new TreeMap<>();
        for (int step = 1; step <= steps; step++) {
            byStep.put(step, loss);
        }
        return byStep;
    }

    static Curves.Curve completed(int trial, double... losses) {
        return new Curves.Curve(trial, true, losses(losses));
    }

    static Curves.Curve stopped(int trial, double... losses) {
        return new Curves.Curve(trial, false, losses(losses));
    }

    static Curves curves(SortedMap<Integer, Double> own, Curves.Curve... others) {
        return new Curves(own, List.of(others));
    }
}
