package dev.millrace.models.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Feature;
import dev.millrace.models.Matrix;
import dev.millrace.problems.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XgboostFileTest {
    private static final int ROWS = 200;
    private static final int FEATURES = 4;
    private static final float[] VALUES = values();

    @ParameterizedTest
    @CsvSource({
        "json, reg:squarederror, 0",
        "ubj, reg:squarederror, 0",
        "json, binary:logistic, 2",
        "ubj, binary:logistic, 2",
        "ubj, multi:softprob, 3",
        "json, reg:absoluteerror, 0"
    })
    void answersAsXgboostDoes(String format, String objective, int classes) throws XGBoostError {
        Booster booster = booster(objective, classes);

        XgboostFile file = XgboostFile.read(booster.toByteArray(format));

        assertThat(file.features()).isEqualTo(FEATURES);
        assertThat(file.model().trees().hasCovers()).isTrue();
        double[] ours = file.model().predict(matrix());
        float[][] theirs = booster.predict(new DMatrix(VALUES, ROWS, FEATURES, Float.NaN));
        int outputs = Math.max(1, classes);
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < theirs[row].length; c++) {
                assertThat(ours[classes == 2 ? row * 2 + 1 : row * outputs + c])
                        .isCloseTo(theirs[row][c], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"json", "ubj"})
    void refusesEveryBeginningOfAFileAndNeverFailsOtherwise(String format) throws XGBoostError {
        byte[] whole = booster("binary:logistic", 2).toByteArray(format);
        Random random = new Random(3);
        for (int length = 0; length < whole.length - 1; length += 97) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> XgboostFile.read(part)).isInstanceOf(Problem.class);
        }
        for (int n = 0; n < 300; n++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            try {
                XgboostFile.read(changed);
            } catch (Problem refused) {
                assertThat(refused.detail()).contains("no XGBoost model that can be used");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"left_children\":[1,-1,-1] | \"left_children\":[0,-1,-1]  | circles",
                "\"left_children\":[1,-1,-1] | \"left_children\":[7,-1,-1]  | points to what is not there",
                "\"split_indices\":[0,0,0]   | \"split_indices\":[9,0,0]    | points to what is not there",
                "\"split_indices\":[0,0,0]   | \"split_indices\":[0]        | not as long",
                "[0.5,1,2]                   | [1e99,1,2]                   | not finite",
                "\"gbtree\"                  | \"dart\"                     | gbtree is supported",
                "reg:squarederror            | rank:ndcg                    | objective is rank:ndcg",
                "\"num_feature\":\"2\"       | \"num_feature\":\"99999999\" | num_feature",
                "\"tree_info\":[0]           | \"tree_info\":[3]            | one for each class",
            })
    void refusesWhatDoesNotFitTogether(String part, String other, String detail) {
        String good = """
                {"learner":{"learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2"},\
                "objective":{"name":"reg:squarederror"},"feature_names":["a","b"],"gradient_booster":{"name":"gbtree","model":{\
                "tree_info":[0],"trees":[{"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],\
                "split_conditions":[0.5,1,2],"default_left":[1,0,0],"sum_hessian":[3,1,2]}]}}}}""";
        assertThat(XgboostFile.read(good.getBytes(UTF_8)).names()).containsExactly("a", "b");
        String bad = good.replace(part, other);
        assertThat(bad).isNotEqualTo(good);

        assertThatThrownBy(() -> XgboostFile.read(bad.getBytes(UTF_8)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(detail);
    }

    @Test
    void beginsEachClassWhereItsBaseScoreSays() throws XGBoostError {
        String json = new String(booster("multi:softprob", 3).toByteArray("json"), UTF_8);
        String others = json.replaceFirst("\"base_score\":\"[^\"]*\"", "\"base_score\":\"[5E-1,1.5E0,-1E0]\"");
        assertThat(others).isNotEqualTo(json);

        float[] margins = XgboostFile.read(others.getBytes(UTF_8)).model().margins(matrix());

        float[] before = XgboostFile.read(json.getBytes(UTF_8)).model().margins(matrix());
        assertThat(margins[1] - before[1]).isCloseTo(1f, within(1e-5f));
        assertThat(margins[2] - before[2]).isCloseTo(-1.5f, within(1e-5f));
    }

    @Test
    void refusesJsonNestedWithoutEnd() {
        byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8);
        byte[] deepUbj = ("{i\u0001a" + "[".repeat(100_000)).getBytes(UTF_8);

        assertThatThrownBy(() -> XgboostFile.read(deep)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> XgboostFile.read(deepUbj)).isInstanceOf(Problem.class);
    }

    private static Booster booster(String objective, int classes) throws XGBoostError {
        DMatrix train = new DMatrix(VALUES, ROWS, FEATURES, Float.NaN);
        float[] target = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            target[row] = classes == 0 ? row % 7 : row % classes;
        }
        train.setLabel(target);
        Map<String, Object> parameters = classes > 2
                ? Map.of("objective", objective, "num_class", classes, "max_depth", 4)
                : Map.of("objective", objective, "max_depth", 4);
        return XGBoost.train(train, parameters, 6, Map.of(), null, null);
    }

    private static Matrix matrix() {
        List<Feature> names = IntStream.range(0, FEATURES)
                .mapToObj(f -> new Feature("f" + f, "f" + f))
                .toList();
        return new Matrix(ROWS, names, VALUES);
    }

    private static float[] values() {
        Random random = new Random(1);
        float[] values = new float[ROWS * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(6) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        return values;
    }
}
