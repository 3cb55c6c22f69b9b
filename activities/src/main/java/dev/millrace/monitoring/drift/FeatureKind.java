package dev.millrace.monitoring.drift;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a feature's values are compared. */
public enum FeatureKind {
    /** Their distribution, and whether they lie within the known range. */
    @JsonProperty("numeric")
    NUMERIC,
    /** How often each is seen, and which were not known. */
    @JsonProperty("categorical")
    CATEGORICAL,
    /** How many are missing, and no more: texts seldom repeat, and times go on. */
    @JsonProperty("other")
    OTHER
}
