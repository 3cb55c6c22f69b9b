package dev.millrace.problems;

/** One thing wrong with a request: where (an RFC 6901 JSON pointer into the body, or a query parameter's name) and what is allowed. */
public record Violation(String pointer, String detail) {}
