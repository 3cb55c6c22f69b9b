package dev.millrace.prediction;

import dev.millrace.problems.Problem;

/** Tells a model that failed from a client that sent what no model could answer. */
final class ModelFault {
    private static final int SERVER_ERRORS = 500;

    private ModelFault() {}

    static boolean isBehind(RuntimeException failure) {
        return !(failure instanceof Problem problem) || problem.type().status() >= SERVER_ERRORS;
    }
}
