package dev.millrace.training.algorithm;

import smile.model.cart.LeafNode;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;
import smile.model.cart.OrdinalSplit;

/** A split of float values whose node tells its threshold, which Smile's own does not. */
final class FloatSplit extends OrdinalSplit {
    private final Candidate best;
    private final double deviance;

    /** Rows go left, {@code left} in number, where the feature is at most the threshold. */
    record Candidate(int feature, float threshold, double gain, int left, int right) {}

    FloatSplit(LeafNode leaf, Candidate best, float[] column, int lo, int hi) {
        float threshold = best.threshold();
        super(
                leaf,
                best.feature(),
                threshold,
                best.gain(),
                lo,
                hi,
                best.left(),
                best.right(),
                row -> column[row] <= threshold);
        this.best = best;
        this.deviance = leaf.deviance();
    }

    @Override
    public OrdinalNode toNode(Node left, Node right) {
        return new FloatNode(best, deviance, left, right);
    }

    /** The largest float that is not above the middle of the two. */
    static float between(float below, float above) {
        double middle = ((double) below + above) / 2;
        float threshold = (float) middle;
        return threshold > middle ? Math.nextDown(threshold) : threshold;
    }

    /** An inner node of a tree. */
    static final class FloatNode extends OrdinalNode {
        private final float threshold;

        FloatNode(Candidate best, double deviance, Node left, Node right) {
            super(best.feature(), best.threshold(), best.gain(), deviance, left, right);
            this.threshold = best.threshold();
        }

        float threshold() {
            return threshold;
        }

        @Override
        public OrdinalNode replace(Node left, Node right) {
            return new FloatNode(new Candidate(feature(), threshold, score(), 0, 0), deviance(), left, right);
        }
    }
}
