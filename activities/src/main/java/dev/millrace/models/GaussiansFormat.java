package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Priors, means and whitening matrices of {@link Gaussians}. */
final class GaussiansFormat implements PredictorFormat<Gaussians> {
    @Override
    public String kind() {
        return "gaussians";
    }

    @Override
    public Class<Gaussians> type() {
        return Gaussians.class;
    }

    @Override
    public Map<String, Object> write(Gaussians model, Map<String, Object> arrays) {
        arrays.put("log_priors", model.logPriors());
        arrays.put("means", model.means());
        arrays.put("whitening", model.whitening());
        return Map.of();
    }

    @Override
    public Gaussians read(JsonNode header, ArrayFile file, int features) {
        Gaussians model = new Gaussians(file.doubles("log_priors"), file.doubles("means"), file.doubles("whitening"));
        if (model.features() != features) {
            throw new IllegalArgumentException("its means are not those of its features");
        }
        return model;
    }
}
