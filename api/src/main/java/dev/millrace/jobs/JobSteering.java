package dev.millrace.jobs;

import org.springframework.stereotype.Component;

/** What it takes to steer a job over HTTP: to find it, to signal it, and to say where it is. */
@Component
public record JobSteering(Jobs jobs, JobControls controls, JobLinks links) {}
