package dev.millrace.releases;

import dev.millrace.prediction.PredictionRole;
import dev.millrace.prediction.Traffic;

/** The two versions of a rollout, as their predictions are found, in one of its steps. */
record Sides(Traffic champion, Traffic challenger, boolean classes) {
    static Sides of(RolloutRequest request, int stage) {
        RolloutSpec spec = request.spec();
        PredictionRole role = spec.shadow() == null ? PredictionRole.SERVED : PredictionRole.SHADOW;
        // Anomalies are labels too; clusters have no truth.
        boolean classes = !spec.task().equals("regression") && !spec.task().equals("forecasting");
        return new Sides(
                traffic(request, spec.champion(), PredictionRole.SERVED, stage),
                traffic(request, spec.version(), role, stage),
                classes);
    }

    private static Traffic traffic(RolloutRequest request, int version, PredictionRole role, int stage) {
        return new Traffic(
                request.job().tenant(),
                request.spec().modelId(),
                version,
                role,
                request.job().job().value(),
                stage);
    }
}
