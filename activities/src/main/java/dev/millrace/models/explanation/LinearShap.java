package dev.millrace.models.explanation;

import dev.millrace.models.LinearModel;
import dev.millrace.models.Matrix;

/** Exact for a linear function: a feature contributes its coefficient times its distance from the mean of training. */
record LinearShap(LinearModel model, double[] means, Columns columns) implements Explainer {
    @Override
    public OutputSpace space() {
        return model.link() == LinearModel.Link.IDENTITY ? OutputSpace.VALUE : OutputSpace.MARGIN;
    }

    @Override
    public Attributions explain(Matrix matrix, int[] outputs) {
        int width = model.features();
        Attributions found = Attributions.zero(matrix.rows(), columns.count());
        for (int row = 0; row < matrix.rows(); row++) {
            int function = model.link() == LinearModel.Link.SOFTMAX ? outputs[row] : 0;
            found.base()[row] = model.intercepts()[function];
            for (int feature = 0; feature < width; feature++) {
                double coefficient = model.coefficients()[function * width + feature];
                found.base()[row] += coefficient * means[feature];
                found.contributions()[row * columns.count() + columns.ofFeature()[feature]] +=
                        coefficient * (matrix.get(row, feature) - means[feature]);
            }
        }
        return found;
    }

    @Override
    public double cost() {
        return model.features();
    }
}
