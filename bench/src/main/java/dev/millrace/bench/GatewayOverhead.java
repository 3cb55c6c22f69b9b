package dev.millrace.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the gateway adds to a model call: the same chat completions sent to a {@link FakeOpenAi} directly and through a
 * running Millrace's /v1, by 1, 50 and 200 clients at once, each sending its next question when it has its answer. The two
 * take turns, so that what else the machine does meets both.
 */
public final class GatewayOverhead {
    private static final int[] CLIENTS = {1, 50, 200};
    private static final int ROUNDS = 3;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private GatewayOverhead() {}

    /** A way to the model. */
    private record Way(String url, String key, String model) {}

    /** Arguments: the fake's address, Millrace's address, an API key of it, and how many calls each client makes a round. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        Way direct = new Way(args[0] + "/v1/chat/completions", "none", "gpt-5-mini");
        Way through = new Way(args[1] + "/v1/chat/completions", args[2], "openai/gpt-5-mini");
        int calls = Integer.parseInt(args[3]);
        GatewayOverhead bench = new GatewayOverhead();
        bench.run(through, 50, calls);
        System.out.println(
                "| at once | direct p50 / p95 ms | through p50 / p95 ms | added p50 / p95 ms | calls/s through |");
        System.out.println("|---|---|---|---|---|");
        for (int clients : CLIENTS) {
            bench.compare(direct, through, clients, clients == 1 ? 10 * calls : calls);
        }
    }

    private void compare(Way direct, Way through, int clients, int calls)
            throws InterruptedException, ExecutionException {
        List<Double> alone = new ArrayList<>();
        List<Double> gateway = new ArrayList<>();
        double seconds = 0;
        for (int round = 0; round < ROUNDS; round++) {
            alone.addAll(run(direct, clients, calls));
            long began = System.nanoTime();
            gateway.addAll(run(through, clients, calls));
            seconds += (System.nanoTime() - began) / 1e9;
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %.1f / %.1f | %.1f / %.1f | %.1f / %.1f | %.0f |%n",
                clients,
                quantile(alone, 0.5),
                quantile(alone, 0.95),
                quantile(gateway, 0.5),
                quantile(gateway, 0.95),
                quantile(gateway, 0.5) - quantile(alone, 0.5),
                quantile(gateway, 0.95) - quantile(alone, 0.95),
                gateway.size() / seconds);
    }

    private List<Double> run(Way way, int clients, int calls) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<double[]>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int first = i * calls;
                running.add(threads.submit(() -> calls(way, first, calls)));
            }
            List<Double> all = new ArrayList<>();
            for (Future<double[]> one : running) {
                Arrays.stream(one.get()).forEach(all::add);
            }
            return all;
        }
    }

    private double[] calls(Way way, int first, int calls) throws IOException, InterruptedException {
        double[] milliseconds = new double[calls];
        for (int i = 0; i < calls; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(way.url))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + way.key)
                    .POST(HttpRequest.BodyPublishers.ofString(question(way.model, first + i)))
                    .build();
            long began = System.nanoTime();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            milliseconds[i] = (System.nanoTime() - began) / 1e6;
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.statusCode() + ": " + response.body());
            }
        }
        return milliseconds;
    }

    private static String question(String model, int order) {
        return """
                {"model": "%s", "messages": [{"role": "system", "content": "You answer questions about orders."},
                 {"role": "user", "content": "Where is order %d, and when will it arrive?"}]}""".formatted(model, order);
    }

    private static double quantile(List<Double> values, double share) {
        return values.stream()
                .sorted()
                .skip((long) (share * (values.size() - 1)))
                .findFirst()
                .orElseThrow();
    }
}
