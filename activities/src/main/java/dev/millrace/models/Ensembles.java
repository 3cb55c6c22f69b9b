package dev.millrace.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Puts models that were fitted on the same rows together to one. */
public final class Ensembles {
    public static final String ALGORITHM = "ensemble";

    private Ensembles() {}

    /**
     * A model that was fitted, and its weight among others, which add up to 1.
     *
     * @param sample some of the rows that it was fitted on, as it sees them; the same ones for all members
     */
    public record Part(TrainedModel model, double weight, Matrix sample) {}

    /** Members with the same preprocessing share their features. */
    public static TrainedModel of(List<Part> parts) {
        List<ModelInputs> distinct = new ArrayList<>();
        List<Matrix> samples = new ArrayList<>();
        List<EnsembleModel.Member> members = new ArrayList<>();
        for (Part part : parts) {
            ModelInputs inputs = part.model().inputs();
            int place = place(distinct, inputs);
            if (place == distinct.size()) {
                distinct.add(inputs);
                samples.add(part.sample());
            }
            int first = distinct.subList(0, place).stream()
                    .mapToInt(Ensembles::width)
                    .sum();
            members.add(new EnsembleModel.Member(part.model().predictor(), part.weight(), first, width(inputs)));
        }
        ModelInputs one = distinct.getFirst();
        ModelInputs inputs =
                new ModelInputs(schema(distinct), preprocessing(distinct), one.target(), one.classes(), one.outputs());
        return new TrainedModel(
                ALGORITHM,
                inputs,
                new EnsembleModel(members.getFirst().predictor().outputs(), members),
                importances(parts),
                engines(parts),
                new Background(new double[0], beside(samples)));
    }

    /** By identity: what was fitted once is shared, and the contents of two need not be compared. */
    @SuppressWarnings("ReferenceEquality")
    private static int place(List<ModelInputs> distinct, ModelInputs inputs) {
        for (int i = 0; i < distinct.size(); i++) {
            if (distinct.get(i).preprocessing() == inputs.preprocessing()) {
                return i;
            }
        }
        return distinct.size();
    }

    private static int width(ModelInputs inputs) {
        return inputs.preprocessing().shift().length;
    }

    private static Preprocessing preprocessing(List<ModelInputs> all) {
        return new Preprocessing(
                all.stream()
                        .flatMap(inputs -> inputs.preprocessing().encodings().stream())
                        .toList(),
                all.stream()
                        .flatMapToDouble(
                                inputs -> DoubleStream.of(inputs.preprocessing().shift()))
                        .toArray(),
                all.stream()
                        .flatMapToDouble(
                                inputs -> DoubleStream.of(inputs.preprocessing().scale()))
                        .toArray());
    }

    /** What any of them uses is used. */
    private static InputSchema schema(List<ModelInputs> all) {
        Set<String> used = new HashSet<>();
        all.forEach(inputs ->
                inputs.schema().usedFields().stream().map(InputField::name).forEach(used::add));
        return new InputSchema(all.getFirst().schema().fields().stream()
                .map(field ->
                        new InputField(field.name(), field.type(), field.categories(), used.contains(field.name())))
                .toList());
    }

    /** By weight; those of members that have none are spread as the others' are. */
    private static Map<String, Double> importances(List<Part> parts) {
        Map<String, Double> shares = new LinkedHashMap<>();
        double total = 0;
        for (Part part : parts) {
            Map<String, Double> own = part.model().importances();
            total += own.isEmpty() ? 0 : part.weight();
            own.forEach((column, share) -> shares.merge(column, part.weight() * share, Double::sum));
        }
        double all = total;
        shares.replaceAll((_, share) -> share / all);
        return shares;
    }

    private static Map<String, String> engines(List<Part> parts) {
        Map<String, String> engines = new LinkedHashMap<>();
        parts.forEach(part -> engines.putAll(part.model().engines()));
        return engines;
    }

    private static float[] beside(List<Matrix> samples) {
        int width = samples.stream().mapToInt(Matrix::width).sum();
        int rows = samples.getFirst().rows();
        float[] values = new float[rows * width];
        int first = 0;
        for (Matrix sample : samples) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(sample.values(), row * sample.width(), values, row * width + first, sample.width());
            }
            first += sample.width();
        }
        return values;
    }
}
