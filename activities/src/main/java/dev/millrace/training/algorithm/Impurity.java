package dev.millrace.training.algorithm;

/** How mixed the classes of a node are, times its weight; computed from the sum of a term of each class's weight. */
enum Impurity {
    GINI {
        @Override
        double term(double count) {
            return count * count;
        }

        @Override
        double of(double size, double terms) {
            return size - terms / size;
        }
    },
    ENTROPY {
        @Override
        double term(double count) {
            return count > 0 ? count * Math.log(count) : 0;
        }

        @Override
        double of(double size, double terms) {
            return size * Math.log(size) - terms;
        }
    };

    abstract double term(double count);

    abstract double of(double size, double terms);
}
