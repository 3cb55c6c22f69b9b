package dev.millrace.training.algorithm;

import dev.millrace.models.ArrayFile;
import dev.millrace.models.Feature;
import dev.millrace.models.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows ready to fit or to be judged by, with what is to be predicted: the index of the class, or the value. */
public record PreparedMatrix(Matrix features, double[] target) {
    private static final String KIND = "prepared matrix";

    public PreparedMatrix {
        if (features.rows() != target.length) {
            throw new IllegalArgumentException(features.rows() + " rows have " + target.length + " targets");
        }
    }

    public int rows() {
        return target.length;
    }

    /** The targets as indexes of classes. */
    public int[] labels() {
        int[] labels = new int[target.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (int) target[row];
        }
        return labels;
    }

    public void write(OutputStream out) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("values", features.values());
        arrays.put("target", target);
        ArrayFile.of(KIND, new Header(features.features()), arrays).write(out);
    }

    /**
     * @param size the length of the file in bytes
     * @throws dev.millrace.problems.Problem when the bytes are not such a file
     */
    public static PreparedMatrix read(InputStream in, long size) throws IOException {
        ArrayFile file = ArrayFile.read(KIND, in, size);
        double[] target = file.doubles("target");
        try {
            return new PreparedMatrix(
                    new Matrix(target.length, file.header(Header.class).features(), file.floats("values")), target);
        } catch (IllegalArgumentException e) {
            throw ArrayFile.damaged(String.valueOf(e.getMessage()));
        }
    }

    private record Header(List<Feature> features) {}
}
