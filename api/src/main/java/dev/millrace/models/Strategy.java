package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a version takes over: at once and for every caller. */
enum Strategy {
    @JsonProperty("immediate")
    IMMEDIATE
}
