package dev.millrace.training;

import dev.millrace.models.ArrayFile;
import dev.millrace.models.OutputKind;
import dev.millrace.models.Predictions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is kept of one fold until all of them are judged. */
record FoldReport(TestPredictions test, Attribution attribution, List<String> times) {
    private static final String KIND = "fold report";

    FoldReport {
        times = List.copyOf(times);
    }

    /** Not of a forecast. */
    FoldReport(TestPredictions test, Attribution attribution) {
        this(test, attribution, List.of());
    }

    void write(OutputStream out) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("truth", test.truth());
        List<String> classes = keep(test.predicted(), arrays);
        ArrayFile.of(KIND, new Header(test.predicted().kind(), classes, attribution, times), arrays)
                .write(out);
    }

    private static List<String> keep(Predictions predicted, Map<String, Object> arrays) {
        return switch (predicted) {
            case Predictions.Labels labels -> {
                arrays.put("labels", labels.labels());
                arrays.put("probabilities", labels.probabilities());
                yield labels.classes();
            }
            case Predictions.Values values -> {
                arrays.put("values", values.values());
                yield List.of();
            }
            case Predictions.Clusters clusters -> {
                arrays.put("clusters", clusters.clusters());
                yield List.of();
            }
            case Predictions.Anomalies anomalies -> {
                arrays.put("scores", anomalies.scores());
                arrays.put("threshold", new double[] {anomalies.threshold()});
                yield List.of();
            }
            case Predictions.Forecasts forecasts -> {
                arrays.put("values", forecasts.values());
                arrays.put("lower", forecasts.lower());
                arrays.put("upper", forecasts.upper());
                yield List.of();
            }
        };
    }

    /** @param size the length of the file in bytes */
    static FoldReport read(InputStream in, long size) throws IOException {
        ArrayFile file = ArrayFile.read(KIND, in, size);
        Header header = file.header(Header.class);
        Predictions predicted = switch (header.outputs()) {
            case LABEL -> new Predictions.Labels(header.classes(), file.ints("labels"), file.doubles("probabilities"));
            case VALUE -> new Predictions.Values(file.doubles("values"));
            case CLUSTER -> new Predictions.Clusters(file.ints("clusters"));
            case ANOMALY -> new Predictions.Anomalies(file.doubles("scores"), file.doubles("threshold")[0]);
            case FORECAST ->
                new Predictions.Forecasts(file.doubles("values"), file.doubles("lower"), file.doubles("upper"));
        };
        return new FoldReport(
                new TestPredictions(predicted, file.doubles("truth")), header.attribution(), header.times());
    }

    private record Header(OutputKind outputs, List<String> classes, Attribution attribution, List<String> times) {
        Header {
            times = times != null ? times : List.of();
            // Reports of earlier releases do not say it.
            outputs = outputs != null ? outputs : classes.isEmpty() ? OutputKind.VALUE : OutputKind.LABEL;
        }
    }
}
