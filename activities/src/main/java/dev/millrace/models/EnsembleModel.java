package dev.millrace.models;

import java.util.List;

/**
 * The weighted mean of what several predictors say. A member sees the features from {@code first} on, {@code width} of them:
 * members that need other preprocessing have features of their own, side by side with those of the others.
 */
public record EnsembleModel(int outputs, List<Member> members) implements Predictor {
    private static final double ROUNDING = 1e-9;

    /** @throws IllegalArgumentException when members do not go together */
    public EnsembleModel {
        members = List.copyOf(members);
        double total = members.stream().mapToDouble(Member::weight).sum();
        if (members.isEmpty() || Math.abs(total - 1) > ROUNDING) {
            throw new IllegalArgumentException("the weights of an ensemble's members add up to 1");
        }
        for (Member member : members) {
            if (member.predictor().outputs() != outputs || member.predictor() instanceof TablePredictor) {
                throw new IllegalArgumentException("a member of the ensemble predicts something else");
            }
        }
    }

    /** One of the predictors, and its share in what is predicted. */
    public record Member(Predictor predictor, double weight, int first, int width) {
        public Member {
            if (!(weight > 0 && weight <= 1 + ROUNDING) || first < 0 || width < 1) {
                throw new IllegalArgumentException("a member of the ensemble has no weight or no features");
            }
        }

        private Matrix own(Matrix all) {
            if (first == 0 && width == all.width()) {
                return all;
            }
            float[] values = new float[Math.multiplyExact(all.rows(), width)];
            for (int row = 0; row < all.rows(); row++) {
                System.arraycopy(all.values(), row * all.width() + first, values, row * width, width);
            }
            return new Matrix(all.rows(), all.features().subList(first, first + width), values);
        }
    }

    @Override
    public double[] predict(Matrix matrix) {
        double[] mean = new double[Math.multiplyExact(matrix.rows(), outputs)];
        for (Member member : members) {
            double[] said = member.predictor().predict(member.own(matrix));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += member.weight() * said[i];
            }
        }
        return mean;
    }

    @Override
    public double steps() {
        return members.stream()
                .mapToDouble(member -> member.predictor().steps())
                .sum();
    }

    @Override
    public long bytes() {
        return members.stream().mapToLong(member -> member.predictor().bytes()).sum();
    }
}
