package dev.millrace.models;

/**
 * Trees of which each votes for one class: a leaf holds 1 for that class and 0 for the others. The probabilities are the
 * softmax of the classes' votes, centred and divided by one less than the number of classes (Zhu et al., Multi-class
 * AdaBoost, 2009, equation 7).
 */
public record AdaboostModel(FlatForest votes) implements Predictor {
    @Override
    public int outputs() {
        return votes.outputs();
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] out = votes.predict(matrix);
        int classes = outputs();
        double others = Math.max(1, classes - 1);
        for (int i = 0; i < out.length; i++) {
            out[i] = (out[i] - (1 - out[i]) / others) / others;
        }
        for (int row = 0; row < matrix.rows(); row++) {
            Links.softmax(out, row * classes, classes);
        }
        return out;
    }

    @Override
    public long bytes() {
        return votes.bytes();
    }
}
