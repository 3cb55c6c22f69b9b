package dev.millrace.prediction;

import dev.millrace.models.FittingRows;

/** The rows of a batch, read forwards in lots. */
interface BatchRows extends AutoCloseable {
    /** The next rows: those that the model can take, and why it cannot take the others. */
    FittingRows next(int rows);

    @Override
    void close();
}
