package dev.millrace.training;

/** Which rows a model is fitted on: the training part, judged on the rest, or all of them, to be registered. */
public enum TrainingPart {
    TRAIN,
    ALL
}
