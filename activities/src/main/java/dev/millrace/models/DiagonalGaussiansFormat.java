package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Priors, means and variances of {@link DiagonalGaussians}. */
final class DiagonalGaussiansFormat implements PredictorFormat<DiagonalGaussians> {
    @Override
    public String kind() {
        return "diagonal_gaussians";
    }

    @Override
    public Class<DiagonalGaussians> type() {
        return DiagonalGaussians.class;
    }

    @Override
    public Map<String, Object> write(DiagonalGaussians model, Map<String, Object> arrays) {
        arrays.put("log_priors", model.logPriors());
        arrays.put("means", model.means());
        arrays.put("variances", model.variances());
        return Map.of();
    }

    @Override
    public DiagonalGaussians read(JsonNode header, ArrayFile file, int features) {
        DiagonalGaussians model =
                new DiagonalGaussians(file.doubles("log_priors"), file.doubles("means"), file.doubles("variances"));
        if (model.features() != features) {
            throw new IllegalArgumentException("its means are not those of its features");
        }
        return model;
    }
}
