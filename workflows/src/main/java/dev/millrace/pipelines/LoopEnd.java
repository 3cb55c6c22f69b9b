package dev.millrace.pipelines;

/** Where a loop stopped: after how many iterations, how the last one ended, and whether the loop is through. */
record LoopEnd(int iterations, Outcome outcome, boolean through) {}
