package dev.millrace.models;

/** Turns margins into probabilities, in place. */
final class Links {
    private Links() {}

    /** The margin at {@code at} becomes the probabilities of the first and the second class. */
    static void logistic(double[] out, int at) {
        double margin = out[at];
        double tail = Math.exp(-Math.abs(margin));
        double larger = 1 / (1 + tail);
        double smaller = tail / (1 + tail);
        out[at] = margin > 0 ? smaller : larger;
        out[at + 1] = margin > 0 ? larger : smaller;
    }

    static void softmax(double[] out, int at, int classes) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            max = Math.max(max, out[at + c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            out[at + c] = Math.exp(out[at + c] - max);
            sum += out[at + c];
        }
        for (int c = 0; c < classes; c++) {
            out[at + c] /= sum;
        }
    }
}
