package dev.millrace.training;

import dev.millrace.jobs.Heartbeat;
import dev.millrace.jobs.JobReport;
import dev.millrace.jobs.WorkMeter;

/** How one attempt at a step stays in touch: whether to go on, what users read about it, how far it is. */
record Attempt(Heartbeat heartbeat, JobReport report, WorkMeter meter) {}
