package dev.millrace.tuning.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * The Sobol sequence with the direction numbers of Joe and Kuo (2008), scrambled by the seed: trials spread more evenly than
 * random ones. A trial's number is its place in the sequence. Dimensions beyond those of the sequence are random.
 */
final class QuasiRandomSampler implements Sampler {
    /** More of them make pairs of dimensions that are no more even than random ones, and take time. */
    private static final int DIMENSIONS = 256;

    private static final double BITS_32 = 0x1p32;

    @Override
    public Map<String, Object> next(Space space, List<Observation> history, long seed, int number) {
        double[] units = units(space.dimensions().size(), seed, number);
        Map<String, Integer> places = new HashMap<>();
        space.dimensions().forEach(dimension -> places.put(dimension.name(), places.size()));
        return space.point(dimension -> Axis.at(dimension.domain(), units[places.getOrDefault(dimension.name(), 0)]));
    }

    static double[] units(int dimensions, long seed, int number) {
        SplittableRandom random = Randomness.of(seed, number);
        double[] units = random.doubles(dimensions).toArray();
        int even = Math.min(dimensions, DIMENSIONS);
        if (even > 0) {
            double[] sobol = new SobolSequenceGenerator(even).skipTo(Math.max(number, 0));
            for (int i = 0; i < even; i++) {
                int scrambled = OwenScramble.of(
                        (int) (long) (sobol[i] * BITS_32),
                        Randomness.of(seed, -2 - i).nextInt());
                units[i] = (Integer.toUnsignedLong(scrambled) + units[i]) / BITS_32;
            }
        }
        return units;
    }
}
