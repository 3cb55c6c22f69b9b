package dev.millrace.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Which rows a model is fitted on: the training part, judged on the rest; those outside of one fold, judged on the fold;
 * all of them, to be registered; or a part of the training part, judged on the rest of that, to be compared with others.
 */
public sealed interface TrainingPart {
    TrainingPart TRAIN = new Train();
    TrainingPart ALL = new All();
    TrainingPart SEARCH = new Search();

    /** @param number counted from 1 */
    static TrainingPart fold(int number) {
        return new Fold(number);
    }

    /** For people. */
    String rows();

    /** The name of a step done on this part: {@code fit}, {@code fit_fold_3}, {@code fit_all}. */
    String step(String name);

    @JsonValue
    String wire();

    @JsonCreator
    static TrainingPart of(String wire) {
        return switch (wire) {
            case "TRAIN" -> TRAIN;
            case "ALL" -> ALL;
            case "SEARCH" -> SEARCH;
            default -> fold(Integer.parseInt(wire.substring(Fold.PREFIX.length())));
        };
    }

    /** The one part that is not for testing. */
    record Train() implements TrainingPart {
        @Override
        public String rows() {
            return "the training rows";
        }

        @Override
        public String step(String name) {
            return name;
        }

        @Override
        public String wire() {
            return "TRAIN";
        }
    }

    /** What is fitted on to be judged by fold {@code number}. */
    record Fold(int number) implements TrainingPart {
        private static final String PREFIX = "FOLD_";

        @Override
        public String rows() {
            return "the training rows of fold " + number;
        }

        @Override
        public String step(String name) {
            return name + "_fold_" + number;
        }

        @Override
        public String wire() {
            return PREFIX + number;
        }
    }

    /** Every row. */
    record All() implements TrainingPart {
        @Override
        public String rows() {
            return "all rows";
        }

        @Override
        public String step(String name) {
            return name + "_all";
        }

        @Override
        public String wire() {
            return "ALL";
        }
    }

    /** As the training part, but that test rows of their own stay unseen. */
    record Search() implements TrainingPart {
        @Override
        public String rows() {
            return "the rows searched by";
        }

        @Override
        public String step(String name) {
            return name + "_search";
        }

        @Override
        public String wire() {
            return "SEARCH";
        }
    }
}
