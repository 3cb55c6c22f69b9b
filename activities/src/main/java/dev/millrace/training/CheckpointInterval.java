package dev.millrace.training;

import java.time.Duration;

/** How long a fit works between two checkpoints, at least. */
record CheckpointInterval(Duration value) {}
