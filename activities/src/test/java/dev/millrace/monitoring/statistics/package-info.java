@NullMarked
package dev.millrace.monitoring.statistics;

import org.jspecify.annotations.NullMarked;
