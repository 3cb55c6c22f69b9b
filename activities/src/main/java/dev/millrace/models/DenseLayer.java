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
            addProducts(rows, row * inputs, inputs, weights, at, outputs, sums, row * outputs);
        }
    }

    /**
     * {@code to += factors' * matrix}, the matrix row by row. Four rows at a time, in loops that compile to vector
     * instructions.
     */
    public static void addProducts(
            float[] factors, int begin, int count, float[] matrix, int at, int width, float[] to, int start) {
        int i = 0;
        for (; i + 3 < count; i += 4) {
            float a = factors[begin + i];
            float b = factors[begin + i + 1];
            float c = factors[begin + i + 2];
            float d = factors[begin + i + 3];
            if (a != 0 || b != 0 || c != 0 || d != 0) {
                addFour(a, b, c, d, matrix, at + i * width, width, to, start);
            }
        }
        for (; i < count; i++) {
            addOne(factors[begin + i], matrix, at + i * width, width, to, start);
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
