package dev.millrace.training;

/** Which part of a training's whole work each step is, from experience: fitting is most of it. */
record TrainingProgress(boolean refit, int rounds) {
    static final double VALIDATED = 0.02;

    static TrainingProgress of(TrainingSpec spec) {
        return new TrainingProgress(
                spec.validationConfig().refit(), spec.validationConfig().rounds());
    }

    double prepared(TrainingPart part) {
        return switch (part) {
            case TrainingPart.Train() -> 0.1;
            case TrainingPart.Fold(int number) -> VALIDATED + 0.43 * (number - 1) / rounds;
            case TrainingPart.All() -> 0.55;
        };
    }

    double evaluated() {
        return refit ? 0.5 : 0.95;
    }

    /** @param fraction of the fit that is done */
    double fitted(TrainingPart part, double fraction) {
        double from = prepared(part);
        double to = switch (part) {
            case TrainingPart.Train() -> refit ? 0.45 : 0.9;
            case TrainingPart.Fold(int number) -> VALIDATED + 0.43 * number / rounds;
            case TrainingPart.All() -> 0.95;
        };
        return from + (to - from) * fraction;
    }
}
