package dev.millrace.tuning.search;

/** The standard normal distribution. */
final class Normal {
    static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private static final double[] NUMERATOR = {
        220.206867912376,
        221.213596169931,
        112.079291497871,
        33.912866078383,
        6.37396220353165,
        0.700383064443688,
        0.0352624965998911
    };
    private static final double[] DENOMINATOR = {
        440.413735824752,
        793.826512519948,
        637.333633378831,
        296.564248779674,
        86.7807322029461,
        16.064177579207,
        1.75566716318264,
        0.0883883476483184
    };

    private Normal() {}

    /** The probability below {@code x}, to 14 digits (Hart 1968 as given by West, "Better approximations", 2005). */
    static double below(double x) {
        double z = Math.abs(x);
        if (z > 37) {
            return x > 0 ? 1 : 0;
        }
        double tail = Math.exp(-z * z / 2) * (z < 7.07106781186547 ? ratio(z) : fraction(z));
        return x > 0 ? 1 - tail : tail;
    }

    private static double ratio(double z) {
        return polynomial(NUMERATOR, z) / polynomial(DENOMINATOR, z);
    }

    private static double fraction(double z) {
        return 1 / ((z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) * 2.506628274631);
    }

    private static double polynomial(double[] coefficients, double z) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * z + coefficients[i];
        }
        return sum;
    }
}
