package dev.millrace.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoDeployRuleTest {
    @Test
    void deploysWhatReachesTheBound() {
        var rule = new AutoDeployRule(new AutoDeploy("accuracy", 0.9, false));

        assertThat(rule.decide(Map.of("accuracy", 0.9), null).deploy()).isTrue();
        assertThat(rule.decide(Map.of("accuracy", 0.89), null).deploy()).isFalse();
    }

    @Test
    void takesLessForBetterWhereItIs() {
        var rule = new AutoDeployRule(new AutoDeploy("rmse", 5.0, true));

        assertThat(rule.decide(Map.of("rmse", 4.0), Map.of("rmse", 4.5)).deploy())
                .isTrue();
        assertThat(rule.decide(Map.of("rmse", 4.6), Map.of("rmse", 4.5)).deploy())
                .isFalse();
        assertThat(rule.decide(Map.of("rmse", 6.0), null).deploy()).isFalse();
    }

    @Test
    void doesNotReplaceAnEquallyGoodVersion() {
        var rule = new AutoDeployRule(new AutoDeploy("accuracy", null, true));

        assertThat(rule.decide(Map.of("accuracy", 0.9), Map.of("accuracy", 0.9)).deploy())
                .isFalse();
        assertThat(rule.decide(Map.of("accuracy", 0.9), null).deploy()).isTrue();
    }

    @Test
    void keepsBackWhatCouldNotBeMeasured() {
        var rule = new AutoDeployRule(new AutoDeploy("roc_auc", 0.5, false));

        assertThat(rule.decide(Map.of("roc_auc", Double.NaN), null).deploy()).isFalse();
        assertThat(rule.decide(Map.of(), null).deploy()).isFalse();
    }
}
