package dev.millrace.models;

/** One column of a {@link Matrix} and the column of the data it was made from. */
public record Feature(String name, String source) {}
