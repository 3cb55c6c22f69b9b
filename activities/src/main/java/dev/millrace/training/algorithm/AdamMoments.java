package dev.millrace.training.algorithm;

/** Steps down a gradient by its running mean and the root of its running square (Kingma and Ba 2015, algorithm 1). */
final class AdamMoments {
    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] first;
    private final float[] second;
    private long steps;

    AdamMoments(float[] first, float[] second, long steps) {
        this.first = first;
        this.second = second;
        this.steps = steps;
    }

    static AdamMoments begin(int size) {
        return new AdamMoments(new float[size], new float[size], 0);
    }

    float[] first() {
        return first;
    }

    float[] second() {
        return second;
    }

    long steps() {
        return steps;
    }

    void step(float[] weights, float[] gradient, double learningRate) {
        steps++;
        double bias =
                Math.sqrt(1 - Math.pow(SECOND_DECAY, (double) steps)) / (1 - Math.pow(FIRST_DECAY, (double) steps));
        float rate = (float) (learningRate * bias);
        for (int i = 0; i < weights.length; i++) {
            first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient[i];
            second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient[i] * gradient[i];
            weights[i] -= rate * first[i] / ((float) Math.sqrt(second[i]) + EPSILON);
        }
    }
}
