package dev.millrace.models;

/**
 * One layer of a network: {@code inputs * outputs} weights, those of an input side by side, and then {@code outputs} biases,
 * all from {@code at} on in the network's array.
 */
public record DenseLayer(int at, int inputs, int outputs) {
    /** Where the next layer begins. */
    public int end() {
        return at + (inputs + 1) * outputs;
    }

    public int biases() {
        return at + inputs * outputs;
    }

    /** Puts the sums for rows {@code first} to {@code last} (exclusive) into {@code sums}. */
    public void forward(float[] weights, float[] rows, float[] sums, int first, int last) {
        for (int row = first; row < last; row++) {
            System.arraycopy(weights, biases(), sums, row * outputs, outputs);
        }
        addProducts(rows, first * inputs, last - first, inputs, weights, at, outputs, sums, first * outputs);
    }

    /**
     * {@code to += factors * matrix}, all row by row: {@code rows} rows of {@code count} factors from {@code begin} on, and
     * of {@code width} sums from {@code start} on. Two rows and four factors at a time, in loops that compile to vector
     * instructions.
     */
    public static void addProducts(
            float[] factors, int begin, int rows, int count, float[] matrix, int at, int width, float[] to, int start) {
        int row = 0;
        for (; width == 1 && row < rows; row++) {
            to[start + row] += product(factors, begin + row * count, matrix, at, count);
        }
        for (; row + 1 < rows; row += 2) {
            addToTwo(factors, begin + row * count, count, matrix, at, width, to, start + row * width);
        }
        if (row < rows) {
            addToOne(factors, begin + row * count, count, matrix, at, width, to, start + row * width);
        }
    }

    private static float product(float[] factors, int begin, float[] matrix, int at, int count) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a += factors[begin + i] * matrix[at + i];
            b += factors[begin + i + 1] * matrix[at + i + 1];
            c += factors[begin + i + 2] * matrix[at + i + 2];
            d += factors[begin + i + 3] * matrix[at + i + 3];
        }
        for (; i < count; i++) {
            a += factors[begin + i] * matrix[at + i];
        }
        return a + b + c + d;
    }

    private static void addToTwo(
            float[] factors, int begin, int count, float[] matrix, int at, int width, float[] to, int start) {
        int i = 0;
        for (; i + 3 < count; i += 4) {
            if (anyOfFour(factors, begin + i) || anyOfFour(factors, begin + count + i)) {
                addFourToTwo(factors, begin + i, begin + count + i, matrix, at + i * width, width, to, start);
            }
        }
        for (; i < count; i++) {
            addOne(factors[begin + i], matrix, at + i * width, width, to, start);
            addOne(factors[begin + count + i], matrix, at + i * width, width, to, start + width);
        }
    }

    private static void addToOne(
            float[] factors, int begin, int count, float[] matrix, int at, int width, float[] to, int start) {
        int i = 0;
        for (; i + 3 < count; i += 4) {
            if (anyOfFour(factors, begin + i)) {
                addFour(
                        factors[begin + i],
                        factors[begin + i + 1],
                        factors[begin + i + 2],
                        factors[begin + i + 3],
                        matrix,
                        at + i * width,
                        width,
                        to,
                        start);
            }
        }
        for (; i < count; i++) {
            addOne(factors[begin + i], matrix, at + i * width, width, to, start);
        }
    }

    private static boolean anyOfFour(float[] factors, int i) {
        return factors[i] != 0 || factors[i + 1] != 0 || factors[i + 2] != 0 || factors[i + 3] != 0;
    }

    /** Reads the matrix once for both rows. */
    private static void addFourToTwo(
            float[] factors, int one, int other, float[] matrix, int at, int width, float[] to, int start) {
        float a = factors[one];
        float b = factors[one + 1];
        float c = factors[one + 2];
        float d = factors[one + 3];
        float e = factors[other];
        float f = factors[other + 1];
        float g = factors[other + 2];
        float h = factors[other + 3];
        for (int j = 0; j < width; j++) {
            float p = matrix[at + j];
            float q = matrix[at + width + j];
            float r = matrix[at + 2 * width + j];
            float s = matrix[at + 3 * width + j];
            to[start + j] += a * p + b * q + c * r + d * s;
            to[start + width + j] += e * p + f * q + g * r + h * s;
        }
    }

    private static void addFour(
            float a, float b, float c, float d, float[] matrix, int at, int width, float[] to, int start) {
        for (int j = 0; j < width; j++) {
            to[start + j] += a * matrix[at + j]
                    + b * matrix[at + width + j]
                    + c * matrix[at + 2 * width + j]
                    + d * matrix[at + 3 * width + j];
        }
    }

    private static void addOne(float a, float[] matrix, int at, int width, float[] to, int start) {
        for (int j = 0; j < width; j++) {
            to[start + j] += a * matrix[at + j];
        }
    }
}
