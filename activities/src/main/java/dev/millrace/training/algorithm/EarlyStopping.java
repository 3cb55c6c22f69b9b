package dev.millrace.training.algorithm;

import java.util.Optional;

/** The best round so far by the loss on the validation rows, and whether it is long enough ago. */
record EarlyStopping(int patience, int best, double loss) {
    static EarlyStopping after(int patience) {
        return new EarlyStopping(patience, 0, Double.POSITIVE_INFINITY);
    }

    EarlyStopping seen(int round, double loss) {
        return loss < this.loss ? new EarlyStopping(patience, round, loss) : this;
    }

    boolean enough(int round) {
        return round - best >= patience;
    }

    /** To be kept with a checkpoint. */
    String text() {
        return best + " " + loss;
    }

    static EarlyStopping resumed(int patience, Optional<String> text) {
        return text.map(kept -> kept.split(" ", 2))
                .map(kept -> new EarlyStopping(patience, Integer.parseInt(kept[0]), Double.parseDouble(kept[1])))
                .orElseGet(() -> after(patience));
    }
}
