/** Profiles of data, and what has changed between two of them. */
@NullMarked
package dev.millrace.monitoring.drift;

import org.jspecify.annotations.NullMarked;
