package dev.millrace.models.explanation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What contributions add up to: a class's probability, its margin before the link, or the predicted number. */
public enum OutputSpace {
    @JsonProperty("probability")
    PROBABILITY,
    @JsonProperty("margin")
    MARGIN,
    @JsonProperty("value")
    VALUE
}
