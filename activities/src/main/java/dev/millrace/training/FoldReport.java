package dev.millrace.training;

import dev.millrace.models.ArrayFile;
import dev.millrace.models.Predictions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is kept of one fold until all of them are judged. */
record FoldReport(TestPredictions test, Attribution attribution) {
    private static final String KIND = "fold report";

    void write(OutputStream out) throws IOException {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("truth", test.truth());
        List<String> classes = switch (test.predicted()) {
            case Predictions.Labels labels -> {
                arrays.put("labels", labels.labels());
                arrays.put("probabilities", labels.probabilities());
                yield labels.classes();
            }
            case Predictions.Values values -> {
                arrays.put("values", values.values());
                yield List.of();
            }
        };
        ArrayFile.of(KIND, new Header(classes, attribution), arrays).write(out);
    }

    /** @param size the length of the file in bytes */
    static FoldReport read(InputStream in, long size) throws IOException {
        ArrayFile file = ArrayFile.read(KIND, in, size);
        Header header = file.header(Header.class);
        Predictions predicted = header.classes().isEmpty()
                ? new Predictions.Values(file.doubles("values"))
                : new Predictions.Labels(header.classes(), file.ints("labels"), file.doubles("probabilities"));
        return new FoldReport(new TestPredictions(predicted, file.doubles("truth")), header.attribution());
    }

    private record Header(List<String> classes, Attribution attribution) {}
}
