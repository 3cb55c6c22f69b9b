package dev.millrace.schedules;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done when a time comes while the run of an earlier one goes on; Temporal's words. */
public enum Overlap {
    /** That time is left out. */
    @JsonProperty("skip")
    SKIP,
    /** It runs afterwards, but no more than one waits. */
    @JsonProperty("buffer_one")
    BUFFER_ONE,
    /** Each runs, one after the other. */
    @JsonProperty("buffer_all")
    BUFFER_ALL,
    /** The earlier run is cancelled, and the next begins once it has ended. */
    @JsonProperty("cancel_other")
    CANCEL_OTHER,
    /** The next begins at once; the earlier run is cancelled meanwhile. */
    @JsonProperty("terminate_other")
    TERMINATE_OTHER,
    /** They run side by side. */
    @JsonProperty("allow_all")
    ALLOW_ALL
}
