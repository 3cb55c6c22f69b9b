package dev.millrace.models.explanation;

import dev.millrace.models.Feature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of the data that features were made from: feature {@code f} from {@code names.get(ofFeature[f])}. */
record Columns(List<String> names, int[] ofFeature) {
    static Columns of(List<Feature> features) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] ofFeature = features.stream()
                .mapToInt(feature -> numbers.computeIfAbsent(feature.source(), any -> numbers.size()))
                .toArray();
        return new Columns(List.copyOf(numbers.keySet()), ofFeature);
    }

    int count() {
        return names.size();
    }
}
