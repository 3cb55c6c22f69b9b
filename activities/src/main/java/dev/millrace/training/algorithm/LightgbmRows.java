package dev.millrace.training.algorithm;

import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import org.jspecify.annotations.Nullable;

/** Rows in LightGBM's memory, freed when closed. */
record LightgbmRows(LGBMDataset data) implements AutoCloseable {
    /**
     * @param classWeights what a row of each class counts; empty where all count the same
     * @param binnedAs the training rows, for others to be judged with them
     */
    static LightgbmRows of(
            PreparedMatrix rows, double[] classWeights, String parameters, @Nullable LightgbmRows binnedAs)
            throws LGBMException {
        LightgbmLibrary.problem().ifPresent(why -> {
            throw new Problem(ProblemType.TRAINING_IMPOSSIBLE, why);
        });
        LGBMDataset data = LGBMDataset.createFromMat(
                rows.features().values(),
                rows.rows(),
                rows.features().width(),
                true,
                parameters,
                binnedAs == null ? null : binnedAs.data());
        float[] labels = new float[rows.rows()];
        float[] weights = new float[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (float) rows.target()[row];
            weights[row] = classWeights.length == 0 ? 1 : (float) classWeights[(int) rows.target()[row]];
        }
        data.setField("label", labels);
        if (classWeights.length > 0) {
            data.setField("weight", weights);
        }
        return new LightgbmRows(data);
    }

    /** Rounds build upon these scores, class by class, as they would upon those of earlier rounds. */
    void startFrom(double[] scores) throws LGBMException {
        data.setField("init_score", scores);
    }

    @Override
    public void close() throws LGBMException {
        data.close();
    }
}
