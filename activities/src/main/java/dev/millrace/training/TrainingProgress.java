package dev.millrace.training;

/** Which part of a training's whole work each step is, from experience: fitting is most of it. */
record TrainingProgress(boolean refit) {
    static final double VALIDATED = 0.02;

    static TrainingProgress of(TrainingSpec spec) {
        return new TrainingProgress(spec.validationConfig().refit());
    }

    double prepared(TrainingPart part) {
        return switch (part) {
            case TRAIN -> 0.1;
            case ALL -> 0.55;
        };
    }

    double evaluated() {
        return refit ? 0.5 : 0.95;
    }

    /** @param fraction of the fit that is done */
    double fitted(TrainingPart part, double fraction) {
        double from = prepared(part);
        double to = switch (part) {
            case TRAIN -> refit ? 0.45 : 0.9;
            case ALL -> 0.95;
        };
        return from + (to - from) * fraction;
    }
}
