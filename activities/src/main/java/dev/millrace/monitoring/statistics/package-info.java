/** How different two samples are: tests and measures, in plain Java. */
@NullMarked
package dev.millrace.monitoring.statistics;

import org.jspecify.annotations.NullMarked;
