package dev.millrace.monitoring;

import dev.millrace.datasets.DatasetId;
import dev.millrace.monitoring.drift.Thresholds;
import dev.millrace.problems.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a model is watched: every {@code interval} the predictions of the last {@code window} are compared with the baseline,
 * once there are {@code minSamples} of them.
 *
 * @param webhookUrl is told of alerts; null: nobody is
 * @param baselineDatasetId what to compare with; null: the data that the version was trained on
 */
public record MonitorSettings(
        Boolean enabled,
        Thresholds thresholds,
        Duration window,
        Integer minSamples,
        Duration interval,
        @Nullable String webhookUrl,
        @Nullable DatasetId baselineDatasetId,
        RetrainRule retrain) {
    public static final MonitorSettings USUAL = new MonitorSettings(
            true, Thresholds.USUAL, Duration.ofDays(1), 200, Duration.ofMinutes(15), null, null, RetrainRule.NEVER);

    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(15);
    private static final int USUAL_SAMPLES = 200;
    private static final int FEWEST_SAMPLES = 20;
    private static final int LONGEST_URL = 2_000;

    public MonitorSettings {
        enabled = enabled == null ? Boolean.TRUE : enabled;
        thresholds = thresholds == null ? Thresholds.USUAL : thresholds;
        window = between(
                "window", window == null ? Duration.ofDays(1) : window, Duration.ofMinutes(1), Duration.ofDays(30));
        interval = between(
                "interval", interval == null ? USUAL_INTERVAL : interval, Duration.ofSeconds(5), Duration.ofDays(7));
        minSamples = minSamples == null ? Integer.valueOf(USUAL_SAMPLES) : minSamples;
        if (minSamples < FEWEST_SAMPLES || minSamples > Profiling.MOST_ROWS) {
            throw Problem.invalid("/min_samples", "min_samples is " + FEWEST_SAMPLES + " to " + Profiling.MOST_ROWS);
        }
        retrain = retrain == null ? RetrainRule.NEVER : retrain;
        if (webhookUrl != null) {
            checkUrl(webhookUrl);
        }
    }

    private static Duration between(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw Problem.invalid("/" + name, name + " is " + least + " to " + most);
        }
        return value;
    }

    /** Whether the address may be called is looked at when it is. */
    private static void checkUrl(String url) {
        try {
            String scheme = String.valueOf(new URI(url).getScheme()).toLowerCase(Locale.ROOT);
            if (url.length() <= LONGEST_URL && (scheme.equals("http") || scheme.equals("https"))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw Problem.invalid("/webhook_url", "webhook_url cannot be read: " + e.getReason());
        }
        throw Problem.invalid(
                "/webhook_url", "webhook_url is an http or https URL of up to " + LONGEST_URL + " characters");
    }
}
