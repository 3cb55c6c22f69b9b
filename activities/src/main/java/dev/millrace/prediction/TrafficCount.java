package dev.millrace.prediction;

/** How requests went; {@code errors} are the model's own failures, not what clients did wrong. */
public record TrafficCount(long requests, long errors, long rows, Latencies latencies) {
    public static TrafficCount none() {
        return new TrafficCount(0, 0, 0, new Latencies());
    }

    public TrafficCount plus(TrafficCount others) {
        Latencies all = Latencies.of(latencies.buckets());
        all.add(others.latencies);
        return new TrafficCount(requests + others.requests, errors + others.errors, rows + others.rows, all);
    }

    /** Their share of all requests; 0 of none. */
    public double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }
}
