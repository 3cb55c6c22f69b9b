package dev.millrace.tuning;

/**
 * What there is to do for a study: how many lanes may work at a time, and how many trials could begin now, none of them
 * once the study has ended.
 */
public record StudyState(int parallel, int startable) {}
