package dev.millrace.prediction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.JsonNode;

/**
 * Results as CSV (RFC 4180): {@code row,label,probability_<class>…} of a classifier, {@code row,value} of a regression;
 * explained ones go on with {@code top1_feature,top1_contribution,…}.
 */
final class ResultCsv {
    private final List<String> classes;
    private final boolean explained;
    private final CSVPrinter printer;

    ResultCsv(List<String> classes, boolean explained, Appendable out) throws IOException {
        this.classes = classes;
        this.explained = explained;
        this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
    }

    void header() {
        List<String> names = new ArrayList<>();
        names.add("row");
        if (classes.isEmpty()) {
            names.add("value");
        } else {
            names.add("label");
            classes.forEach(label -> names.add("probability_" + label));
        }
        for (int top = 1; explained && top <= ResultParts.REASONS; top++) {
            names.add("top" + top + "_feature");
            names.add("top" + top + "_contribution");
        }
        print(names);
    }

    void row(JsonNode result) {
        List<String> cells = new ArrayList<>();
        cells.add(result.get("row").asString());
        if (classes.isEmpty()) {
            cells.add(result.get("value").asString());
        } else {
            cells.add(SafeCell.of(result.get("label").asString()));
            JsonNode probabilities = result.get("probabilities");
            classes.forEach(label -> cells.add(probabilities.get(label).asString()));
        }
        for (int top = 0; explained && top < ResultParts.REASONS; top++) {
            JsonNode reason = result.path(ResultParts.TOP_CONTRIBUTIONS).path(top);
            cells.add(SafeCell.of(reason.path("feature").asString("")));
            cells.add(reason.path("contribution").asString(""));
        }
        print(cells);
    }

    private void print(List<String> cells) {
        try {
            printer.printRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
