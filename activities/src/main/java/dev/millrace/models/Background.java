package dev.millrace.models;

import java.util.Map;

/**
 * What is kept of the training rows so that predictions can be explained against them: the mean of each feature for a
 * linear model, nothing for trees that know their covers, and else some rows, at most {@link #MOST}. As the predictor
 * sees them, row by row.
 */
public record Background(double[] means, float[] rows) {
    public static final int MOST = 100;
    public static final Background NONE = new Background(new double[0], new float[0]);

    private static final String MEANS = "background.means";
    private static final String ROWS = "background.rows";

    /** What this predictor's explanations need; the same rows for the same seed. */
    public static Background of(OutputKind outputs, Predictor predictor, Matrix train, long seed) {
        if (!outputs.explainable()) {
            return NONE;
        }
        return switch (predictor) {
            case LinearModel linear -> new Background(means(train), new float[0]);
            case FlatForest forest when forest.trees().hasCovers() -> NONE;
            case XgboostModel xgboost when xgboost.trees().hasCovers() -> NONE;
            default -> new Background(new double[0], train.sample(MOST, seed).values());
        };
    }

    private static double[] means(Matrix train) {
        int width = train.width();
        double[] means = new double[width];
        for (int i = 0; i < train.values().length; i++) {
            means[i % width] += train.values()[i];
        }
        for (int feature = 0; feature < width; feature++) {
            means[feature] /= Math.max(1, train.rows());
        }
        return means;
    }

    void write(Map<String, Object> arrays) {
        if (means.length > 0) {
            arrays.put(MEANS, means);
        }
        if (rows.length > 0) {
            arrays.put(ROWS, rows);
        }
    }

    /** Models of earlier releases have none. */
    static Background read(ArrayFile file, int features) {
        double[] means = file.arrays().containsKey(MEANS) ? file.doubles(MEANS) : new double[0];
        float[] rows = file.arrays().containsKey(ROWS) ? file.floats(ROWS) : new float[0];
        if ((means.length > 0 && means.length != features) || rows.length % Math.max(1, features) != 0) {
            throw new IllegalArgumentException("the background is not of the model's features");
        }
        return new Background(means, rows);
    }

    long bytes() {
        return 8L * means.length + 4L * rows.length;
    }
}
