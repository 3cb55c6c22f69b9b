package dev.millrace.tuning;

/** What requests and answers say about the same field. */
final class StudyFields {
    static final String SPACE =
            "By algorithm and parameter: {type: int, low, high, step, log} | {type: float, low, high, step, log} | {type: categorical, choices}, each with when: {other: [values]} if it is only there for these values of other parameters. An algorithm that is not named is searched in its default ranges; a parameter that is not named keeps its default.";

    static final String EXAMPLE =
            "{\"random_forest\": {\"trees\": {\"type\": \"int\", \"low\": 20, \"high\": 300, \"log\": true}, \"split_rule\": {\"type\": \"categorical\", \"choices\": [\"gini\", \"entropy\"]}}}";

    private StudyFields() {}
}
