package dev.millrace.jobs;

/** What Temporal is told to start a job's run. */
record RunStart(Job job, String workflowType, Object argument, String model) {}
