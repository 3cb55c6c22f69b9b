package dev.millrace.models.explanation;

import dev.millrace.models.Matrix;

/** A way to share out the outputs of one kind of predictor among the columns. Safe for many threads at once. */
interface Explainer {
    OutputSpace space();

    /** @param outputs the output of each row that is explained: a class, or 0 */
    Attributions explain(Matrix matrix, int[] outputs);

    /** About how many steps a row takes. */
    double cost();
}
