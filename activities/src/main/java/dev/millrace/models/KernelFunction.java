package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How alike two rows are: {@code x'y}; {@code exp(-gamma |x - y|²)}; {@code (gamma x'y + offset)^degree}.
 */
public record KernelFunction(Kind kind, double gamma, double offset, int degree) {
    public static final int MOST_DEGREE = 10;

    /** The kinds of functions. */
    public enum Kind {
        LINEAR,
        RBF,
        POLY
    }

    public KernelFunction {
        if (!(gamma > 0) || Double.isInfinite(gamma) || degree < 1 || degree > MOST_DEGREE) {
            throw new IllegalArgumentException("a kernel has a gamma above 0 and a degree from 1 to " + MOST_DEGREE);
        }
    }

    public static KernelFunction linear() {
        return new KernelFunction(Kind.LINEAR, 1, 0, 1);
    }

    public static KernelFunction rbf(double gamma) {
        return new KernelFunction(Kind.RBF, gamma, 0, 1);
    }

    static KernelFunction read(JsonNode header) {
        JsonNode kernel = header.path("kernel");
        return new KernelFunction(
                Kind.valueOf(kernel.path("kind").asString("")),
                kernel.path("gamma").asDouble(0),
                kernel.path("offset").asDouble(0),
                kernel.path("degree").asInt(0));
    }

    Map<String, Object> header() {
        return Map.of("kind", kind, "gamma", gamma, "offset", offset, "degree", degree);
    }

    /** Puts the kernel of each row with the query at {@code at} into {@code out}. */
    void of(RowBlocks rows, float[] query, int at, double[] out) {
        int count = rows.rows();
        switch (kind) {
            case LINEAR -> rows.products(query, at, out);
            case RBF -> {
                rows.squaredDistances(query, at, out);
                for (int i = 0; i < count; i++) {
                    out[i] = Math.exp(-gamma * out[i]);
                }
            }
            case POLY -> {
                rows.products(query, at, out);
                for (int i = 0; i < count; i++) {
                    out[i] = power(gamma * out[i] + offset);
                }
            }
        }
    }

    /** The kernel of each row with itself. */
    double[] diagonal(RowBlocks rows) {
        double[] diagonal = new double[rows.rows()];
        if (kind == Kind.RBF) {
            java.util.Arrays.fill(diagonal, 1);
            return diagonal;
        }
        float[] row = new float[rows.width()];
        for (int i = 0; i < diagonal.length; i++) {
            rows.row(i, row, 0);
            double product = 0;
            for (float value : row) {
                product += (double) value * value;
            }
            diagonal[i] = kind == Kind.LINEAR ? product : power(gamma * product + offset);
        }
        return diagonal;
    }

    private double power(double base) {
        double power = 1;
        for (int i = 0; i < degree; i++) {
            power *= base;
        }
        return power;
    }
}
