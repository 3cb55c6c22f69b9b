package dev.millrace.training.algorithm;

import dev.millrace.models.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Rows ready to fit or to be judged by, with what is to be predicted: the index of the class, or the value. */
@SuppressWarnings("DoNotCallSuggester")
public record PreparedMatrix(Matrix features, double[] target) {
    public PreparedMatrix {
        if (features.rows() != target.length) {
            throw new IllegalArgumentException(features.rows() + " rows have " + target.length + " targets");
        }
    }

    public int rows() {
        return target.length;
    }

    public void write(OutputStream out) throws IOException {
        throw new UnsupportedOperationException(String.valueOf(out));
    }

    /**
     * @param size the length of the file in bytes
     * @throws dev.millrace.problems.Problem when the bytes are not such a file
     */
    public static PreparedMatrix read(InputStream in, long size) throws IOException {
        throw new UnsupportedOperationException(in + " " + size);
    }
}
