package dev.millrace.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiTest;
import dev.millrace.Http;
import dev.millrace.Workspace;
import dev.millrace.security.ApiKeys;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Studies that cannot be, each told by the field that is wrong. */
@ApiTest
class TuningRefusalsTest {
    private static final String STUDIES = "/api/v1/training/hyperparameter-tuning";

    private final Workspace workspace;
    private final Http http;
    private String dataset = "";

    @Autowired
    TuningRefusalsTest(@LocalServerPort int port, ApiKeys keys) {
        workspace = Workspace.fresh(port, keys);
        http = workspace.http();
    }

    @BeforeEach
    void uploadCustomers() {
        dataset = workspace.upload("customers", Workspace.CUSTOMERS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'int', 'low': 9, 'high': 2}                          | 422 | /trees      | low is at most high",
                "{'type': 'int', 'low': 0, 'high': 9, 'log': true}             | 422 | /trees      | 1 or more",
                "{'type': 'float', 'low': 0, 'high': 9, 'log': true}           | 422 | /trees      | above 0",
                "{'type': 'float', 'low': 1, 'high': 1e400}                    | 422 | /trees      | finite",
                "{'type': 'float', 'low': -1.7e308, 'high': 1.7e308}           | 422 | /trees      | finite",
                "{'type': 'int', 'low': 1, 'high': 9, 'step': 0}               | 422 | /trees      | 1 or more",
                "{'type': 'int', 'low': 1, 'high': 9, 'step': 2, 'log': true}  | 422 | /trees      | only one",
                "{'type': 'int', 'low': 1}                                     | 422 | /trees      | low and high",
                "{'type': 'int', 'low': 1, 'high': 2000000000}                 | 422 | /trees      | whole number",
                "{'type': 'int', 'low': 1, 'high': 99999999999}                | 400 | /trees/high | 32",
                "{'type': 'int', 'low': 1.5, 'high': 9}                        | 400 | /trees/low  | integer",
                "{'type': 'int', 'low': '1', 'high': 9}                        | 400 | /trees/low  | integer",
                "{'type': 'int', 'low': 1, 'high': 9, 'log': 1}                | 400 | /trees/log  | true or false",
                "{'type': 'int', 'low': 1, 'high': 9, 'lo': 1}                 | 400 | /trees/lo   | log",
                "{'type': 'categorical', 'choices': []}                        | 422 | /trees      | 1 to 1000",
                "{'type': 'categorical', 'choices': [20, 20]}                  | 422 | /trees      | once",
                "{'type': 'categorical', 'choices': [20, null]}                | 422 | /trees      | choices",
                "{'type': 'categorical', 'choices': [[20]]}                    | 422 | /trees      | texts",
                "{'type': 'categorical', 'choices': ['many']}                  | 422 | /trees      | whole number",
                "{'type': 'categorical', 'choices': 20}                        | 400 | /trees/choices | array",
                "{'low': 1, 'high': 9}                                         | 400 | /trees      | categorical",
                "{'type': 'double', 'low': 1, 'high': 9}                       | 422 | /trees/type | categorical",
                "null                                                          | 422 | /trees      | range",
                "7                                                             | 400 | /trees      | object",
                "{'type': 'int', 'low': 1, 'high': 9, 'when': {'max_depth': [3]}}   | 422 | /trees/when | not searched",
                "{'type': 'int', 'low': 1, 'high': 9, 'when': {'trees': [3]}}       | 422 | /trees/when | itself",
                "{'type': 'int', 'low': 1, 'high': 9, 'when': {'split_rule': ['best']}} | 422 | /trees/when | never tried",
                "{'type': 'int', 'low': 1, 'high': 9, 'when': {'split_rule': []}}   | 422 | /trees/when | never tried",
                "{'type': 'int', 'low': 1, 'high': 9, 'when': {'split_rule': 'gini'}} | 400 | /trees/when/split_rule | array",
            })
    void refusesRangesThatCannotBeSearched(String range, int status, String pointer, String allowed) {
        refuses(
                request(
                        "'search_space': {'random_forest': {'split_rule': {'type': 'categorical', 'choices': ['gini']}, 'trees': "
                                + range + "}}"),
                status,
                "/search_space/random_forest" + pointer,
                allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'search_space': {'random_forest': {'tress': {'type': 'int', 'low': 1, 'high': 2}}} | 422 | /search_space/random_forest/tress | trees",
                "'search_space': {'ridge': {}}                | 422 | /search_space/ridge     | random_forest",
                "'search_space': []                           | 400 | /search_space           | object",
                "'algorithms': ['random_forest', 'perceptron']| 422 | /algorithms/1           | random_forest",
                "'algorithms': ['ridge']                      | 422 | /algorithms/0           | classification",
                "'algorithms': [null]                         | 422 | /algorithms/0           | random_forest",
                "'algorithms': []                             | 422 | /algorithms             | one or more",
                "'algorithms': null                           | 422 | /algorithms             | one or more",
                "'algorithms': 'random_forest'                | 400 | /algorithms             | array",
                "'task': null                                 | 422 | /task                   | regression",
                "'objective': {'metric': 'rmse'}              | 422 | /objective/metric       | accuracy",
                "'objective': {'metric': ''}                  | 422 | /objective/metric       | required",
                "'objective': {}                              | 422 | /objective/metric       | required",
                "'objective': null                            | 422 | /objective              | metric",
                "'objective': {'metric': 'log_loss', 'direction': 'maximize'} | 422 | /objective/direction | less log_loss",
                "'objective': {'metric': 'accuracy', 'direction': 'minimize'} | 422 | /objective/direction | more accuracy",
                "'objective': {'metric': 'accuracy', 'direction': 'up'}       | 422 | /objective/direction | minimize",
                "'sampler': 'annealing'                       | 422 | /sampler                | tpe",
                "'pruner': 1                                  | 400 | /pruner                 | hyperband",
                "'max_trials': 0                              | 422 | /max_trials             | 1 to 100000",
                "'max_trials': 100001                         | 422 | /max_trials             | 1 to 100000",
                "'max_trials': '7'                            | 400 | /max_trials             | integer",
                "'max_parallel': 65                           | 422 | /max_parallel           | 1 to 64",
                "'max_failed_trials': -1                      | 422 | /max_failed_trials      | 0 or more",
                "'timeout': 'PT0.5S'                          | 422 | /timeout                | PT1S",
                "'timeout': 'half an hour'                    | 400 | /timeout                | PT30M",
                "'timeout': 1800                              | 400 | /timeout                | PT30M",
                "'timeout': 1e99                              | 400 | /timeout                | PT30M",
                "'patience': 0                                | 422 | /patience               | 1 or more",
                "'target_value': 1e400                        | 422 | /target_value           | finite",
                "'warm_start_from': 'nonsense'                | 400 | /warm_start_from        | UUID",
                "'train_best': 'yes'                          | 400 | /train_best             | true or false",
                "'tries': 5                                   | 400 | /tries                  | max_trials",
                "'training_data': null                        | 422 | /training_data          | dataset_id",
                "'auto_deploy': {'metric': 'rmse'}            | 422 | /auto_deploy/metric     | accuracy",
                "'validation_config': {'test_size': 1}        | 422 | /validation_config/test_size | between",
            })
    void refusesWhatCannotBeAStudyAndLeavesNothingBehind(String part, int status, String pointer, String allowed) {
        refuses(request(part), status, pointer, allowed);
        assertThat(workspace.jobs()).isZero();
        assertThat(workspace.count("SELECT count(*) FROM studies")).isZero();
    }

    @Test
    void answersHugeRequestsSoon() {
        String conditional = IntStream.range(0, 20_000)
                .mapToObj(i -> "'p%d': {'type': 'int', 'low': 0, 'high': 9, 'when': {'p%d': [1]}}".formatted(i, i + 1))
                .collect(Collectors.joining(","));
        refuses(
                request("'search_space': {'random_forest': {" + conditional + "}}"),
                422,
                "/search_space/random_forest",
                "100 parameters");
        String algorithms =
                IntStream.range(0, 50_000).mapToObj(i -> "'a" + i + "': {}").collect(Collectors.joining(","));
        refuses(request("'search_space': {" + algorithms + "}"), 422, "/search_space", "100 algorithms");
        String values = IntStream.range(0, 200_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        refuses(
                request("'search_space': {'random_forest': {'trees': {'type': 'int', 'low': 1, 'high': 9},"
                        + "'max_depth': {'type': 'int', 'low': 1, 'high': 9, 'when': {'trees': [" + values + "]}}}}"),
                422,
                "/search_space/random_forest/max_depth/when",
                "100 values");
    }

    private void refuses(String body, int status, String pointer, String allowed) {
        Http.Answer refused = http.post(STUDIES, body);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(status);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(refused.body().path("detail").asString()).contains(allowed);
    }

    /** The usual request with another value of the part's field; quotes are single ones. */
    private String request(String part) {
        StringBuilder body = new StringBuilder("{");
        String[] usual = {
            "'model_name': 'churn'",
            "'algorithms': ['random_forest']",
            "'task': 'classification'",
            "'training_data': {'dataset_id': '" + dataset + "', 'target': 'churned'}",
            "'objective': {'metric': 'f1'}"
        };
        for (String field : usual) {
            if (!part.startsWith(field.substring(0, field.indexOf(':')))) {
                body.append(field).append(", ");
            }
        }
        return body.append(part).append('}').toString().replace('\'', '"');
    }
}
