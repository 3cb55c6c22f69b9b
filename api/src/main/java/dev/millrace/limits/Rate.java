package dev.millrace.limits;

/** So many a second in the long run, and up to {@code burst} at once after a quiet time. */
record Rate(long perSecond, long burst) {}
