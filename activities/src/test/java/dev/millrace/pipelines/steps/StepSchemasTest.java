package dev.millrace.pipelines.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.problems.Problem;
import dev.millrace.tenancy.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepSchemasTest {
    private static final String ID = "019a1f7e-6c2b-7d3a-9c44-0b7a2f6f5a10";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            transform | {"sql": "SELECT 1", "datasets": {"sales": "ID"}, "name": "totals"}
            transform | {"sql": "SELECT 1", "datasets": {}, "name": "totals", "description": null}
            train | {"model_name": "churn", "algorithm": "random_forest", "task": "classification", "training_data": {"dataset_id": "ID", "target": "label", "features": ["a", "b"], "split_column": null, "test_dataset_id": null, "time_column": null, "horizon": null, "text": {"a": "tfidf"}}, "hyperparameters": {"trees": 200}, "validation_config": {"strategy": "holdout", "test_size": 0.2, "folds": 5, "seed": 42, "positive_class": null, "refit": true}, "auto_deploy": {"metric": "accuracy", "at_least": 0.9, "better_than_current": true}, "priority": "normal", "tags": {"team": "growth"}}
            train | {"model_name": "churn", "algorithm": "k_means", "task": "clustering", "training_data": {"dataset_id": "ID"}, "validation_config": null, "auto_deploy": null}
            tune | {"model_name": "churn", "algorithms": ["random_forest", "xgboost"], "task": "classification", "training_data": {"dataset_id": "ID", "target": "label"}, "validation_config": {"folds": 3}, "objective": {"metric": "roc_auc", "direction": "maximize"}, "search_space": {"random_forest": {"trees": {"type": "int", "low": 20, "high": 300, "log": true}, "split_rule": {"type": "categorical", "choices": ["gini", "entropy"], "when": {"trees": [20, 30]}}}, "xgboost": null}, "sampler": "tpe", "pruner": "asha", "max_trials": 100, "max_parallel": 4, "max_failed_trials": 0, "timeout": "PT30M", "seed": 7, "target_value": 0.9, "patience": 10, "warm_start_from": "ID", "train_best": true, "auto_deploy": {"metric": "accuracy"}, "priority": "high", "tags": {"team": "growth"}}
            tune | {"model_name": "churn", "algorithms": ["ridge"], "task": "regression", "training_data": {"dataset_id": "ID"}, "objective": {"metric": "rmse"}}
            predict_batch | {"model_id": "ID", "data": {"dataset_id": "ID"}}
            predict_batch | {"model_id": "ID", "version": 2, "data": {"instances": [{"a": 1}]}, "chunk_size": 100, "max_failed_items": 0, "output_format": "csv", "explain": true, "priority": "low"}
            deploy | {"model_id": "ID", "version": 2}
            deploy | {"model_id": "ID", "rollback": true}
            evaluate | {"model_id": "ID", "dataset_id": "ID"}
            evaluate | {"model_id": "ID", "version": 3, "dataset_id": "ID", "target": "label"}
            http | {"url": "https://example.com"}
            http | {"method": "POST", "url": "HTTP://example.com/a?b=c", "headers": {"X-A": 1, "X-B": null}, "query": {"a": ["b", 2], "c": true}, "json": null, "timeout": "PT5M", "max_bytes": 10000000, "expect_status": [200, 404], "binary": true}
            http | {"method": "PUT", "url": "https://example.com", "body": ""}
            notify | {"url": "https://example.com", "event": "model.deployed"}
            notify | {"url": "https://example.com", "event": "done", "data": [1], "timeout": "PT1S"}""")
    void takesWhatTheStepTakes(String step, String with) {
        assertThat(SchemaCheck.errors(StepJson.schema(step + ".with.json"), with.replace("ID", ID)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            transform | {"sql": "", "datasets": {}, "name": "totals"}
            transform | {"sql": "SELECT 1", "name": "totals"}
            transform | {"sql": "SELECT 1", "datasets": {"a b": "ID"}, "name": "totals"}
            transform | {"sql": "SELECT 1", "datasets": {"a": 1}, "name": "totals"}
            transform | {"sql": "SELECT 1", "datasets": {}, "name": "../totals"}
            transform | {"sql": "SELECT 1", "datasets": {}, "name": "totals", "Sql": "x"}
            train | {"model_name": "churn", "algorithm": "random_forest", "task": "classification"}
            train | {"model_name": "churn", "algorithm": "random_forest", "task": "guessing", "training_data": {"dataset_id": "ID"}}
            train | {"model_name": "churn", "algorithm": "random_forest", "task": "regression", "training_data": {"dataset_id": "ID", "label": "a"}}
            train | {"model_name": "churn", "algorithm": "random_forest", "task": "regression", "training_data": {"dataset_id": "ID"}, "validation_config": {"test_size": 1}}
            train | {"model_name": "churn", "algorithm": "random_forest", "task": "regression", "training_data": {"dataset_id": "ID"}, "auto_deploy": {"at_least": 1}}
            tune | {"model_name": "churn", "algorithms": ["ridge"], "task": "regression", "training_data": {"dataset_id": "ID"}}
            tune | {"model_name": "churn", "algorithms": [], "task": "regression", "training_data": {"dataset_id": "ID"}, "objective": {"metric": "rmse"}}
            tune | {"model_name": "churn", "algorithms": ["ridge"], "task": "regression", "training_data": {"dataset_id": "ID"}, "objective": {"metric": "rmse"}, "search_space": {"ridge": {"lambda": {"low": 1, "high": 2}}}}
            tune | {"model_name": "churn", "algorithms": ["ridge"], "task": "regression", "training_data": {"dataset_id": "ID"}, "objective": {"metric": "rmse"}, "max_trials": 0}
            predict_batch | {"model_id": "ID", "data": {}}
            predict_batch | {"model_id": "ID", "data": {"dataset_id": "ID"}, "chunk_size": 0}
            predict_batch | {"data": {"dataset_id": "ID"}}
            deploy | {"model_id": "ID"}
            deploy | {"model_id": "ID", "version": 1, "rollback": true}
            deploy | {"model_id": "ID", "rollback": false}
            evaluate | {"model_id": "ID"}
            evaluate | {"model_id": "ID", "dataset_id": "ID", "metric": "accuracy"}
            http | {"url": "ftp://example.com"}
            http | {"url": "https://example.com", "method": "TRACE"}
            http | {"url": "https://example.com", "headers": {"a b": "c"}}
            http | {"url": "https://example.com", "headers": {"a": ["c"]}}
            http | {"url": "https://example.com", "query": {"a": {"b": 1}}}
            http | {"url": "https://example.com", "max_bytes": 10000001}
            http | {"url": "https://example.com", "expect_status": [99]}
            http | {"url": "https://example.com", "json": {}, "body": ""}
            http | {"url": "https://example.com", "retries": 5}
            notify | {"url": "https://example.com"}
            notify | {"url": "https://example.com", "event": "a..b"}
            notify | {"url": "https://example.com", "event": "a", "secret": "b"}""")
    void refusesWhatTheStepDoesNotKnow(String step, String with) {
        assertThat(SchemaCheck.errors(StepJson.schema(step + ".with.json"), with.replace("ID", ID)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"transform", "train", "tune", "predict_batch", "deploy", "evaluate", "http", "notify"})
    void saysWhatTheStepGives(String step) {
        assertThat(StepJson.schema(step + ".output.json").path("required").size())
                .isEqualTo(StepJson.schema(step + ".output.json")
                        .path("properties")
                        .size());
    }

    @Test
    void readsStrictlyAndSaysWhere() {
        assertThat(StepJson.read(Json.parse("{\"model_id\": \"" + ID + "\", \"version\": 2}"), DeployVersion.With.class)
                        .version())
                .isEqualTo(2);
        assertThatThrownBy(() -> StepJson.read(
                        Json.parse("{\"model_id\": \"nonsense\", \"version\": 2}"), DeployVersion.With.class))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.violations().getFirst().pointer())
                                .isEqualTo("/model_id"));
        assertThatThrownBy(() -> StepJson.read(
                        Json.parse("{\"model_id\": \"" + ID + "\", \"version\": 2, \"more\": 1}"),
                        DeployVersion.With.class))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> StepJson.read(Json.parse("{\"model_id\": \"" + ID + "\"}"), DeployVersion.With.class))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("rollback");
    }
}
