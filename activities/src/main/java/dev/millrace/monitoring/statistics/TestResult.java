package dev.millrace.monitoring.statistics;

/** A test's statistic, and how likely one at least as large is when nothing has changed. */
public record TestResult(double statistic, double pValue) {}
