package dev.millrace.training.algorithm;

import dev.millrace.models.AdaboostModel;
import dev.millrace.models.FlatTrees;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.io.IOException;
import java.io.OutputStream;

/** Trees one after the other, each grown from rows that weigh more the more often they were classified wrongly. */
final class AdaboostSteps implements Stepwise {
    private final FitInput input;
    private final ForestData data;
    private final TreeTarget target;
    private final TreeSettings settings;
    private final AdaboostState state;
    private boolean settled;

    private AdaboostSteps(
            FitInput input, ForestData data, TreeTarget target, TreeSettings settings, AdaboostState state) {
        this.input = input;
        this.data = data;
        this.target = target;
        this.settings = settings;
        this.state = state;
    }

    static AdaboostSteps of(FitInput input, FitMonitor monitor) {
        int features = input.train().features().width();
        return new AdaboostSteps(
                input,
                ForestData.of(input.train().features(), monitor),
                TreeTarget.of(input, TreeParameters.impurity("criterion", input), 0),
                new TreeSettings(input.parameters().whole("max_depth"), Integer.MAX_VALUE, 2, 1, features),
                AdaboostState.of(monitor.latestCheckpoint(), input.train().rows(), features));
    }

    @Override
    public int done() {
        return state.votes.size();
    }

    @Override
    public boolean settled() {
        return settled;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        state.write(out);
    }

    @Override
    public void advance(FitMonitor monitor) {
        TreeCriterion criterion = target.criterion(state.weights);
        TreeNode root = new TreeBuilder(data, criterion, settings, input.seed() + done(), monitor::throwIfCancelled)
                .grow(state.weights);
        FlatTrees tree = TreeFlattener.flatten(root, data.features(), criterion, AdaboostSteps::vote);
        boolean[] wrong = wrong(tree);
        double error = error(wrong);
        int classes = input.classes();
        if (error >= 1 - 1.0 / classes) {
            if (done() == 0) {
                throw new Problem(
                        ProblemType.TRAINING_IMPOSSIBLE,
                        "the first tree is wrong about " + Math.round(100 * error)
                                + " % of the rows, no better than guessing: the features tell nothing about the target"
                                + " in trees of this max_depth; allow a larger one, or give other features");
            }
            settled = true;
            return;
        }
        double rate = input.parameters().real("learning_rate");
        double vote = error > 0 ? rate * (Math.log((1 - error) / error) + Math.log(classes - 1)) : 1;
        settled = error <= 0 || !state.reweigh(wrong, vote);
        state.add(new GrownTree(tree, vote, error, TreeFlattener.importance(root, data.features())));
        monitor.metric(done(), "loss", error);
    }

    AdaboostModel predictor() {
        return new AdaboostModel(state.votes.forest());
    }

    double[] importance() {
        return state.votes.importance();
    }

    /** 1 for the class that weighs most. */
    private static float[] vote(double[] sums) {
        float[] vote = new float[sums.length];
        int best = 0;
        for (int c = 1; c < sums.length; c++) {
            best = sums[c] > sums[best] ? c : best;
        }
        vote[best] = 1;
        return vote;
    }

    private boolean[] wrong(FlatTrees tree) {
        int[] found = tree.leavesOfFirst(input.train().features());
        boolean[] wrong = new boolean[found.length];
        for (int row = 0; row < wrong.length; row++) {
            wrong[row] = target.loss(tree.leaves(), found[row], row) > 0;
        }
        return wrong;
    }

    /** The weight of the rows that are wrong, as a share. */
    private double error(boolean[] wrong) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < wrong.length; row++) {
            sum += wrong[row] ? state.weights[row] : 0;
            total += state.weights[row];
        }
        return sum / total;
    }
}
