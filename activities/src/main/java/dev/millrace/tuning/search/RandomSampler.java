package dev.millrace.tuning.search;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Every point of the space is as likely as any other, evenly in what each parameter is searched by. */
final class RandomSampler implements Sampler {
    @Override
    public Map<String, Object> next(Space space, List<Observation> history, long seed, int number) {
        SplittableRandom random = Randomness.of(seed, number);
        return space.point(dimension -> Axis.at(dimension.domain(), random.nextDouble()));
    }
}
