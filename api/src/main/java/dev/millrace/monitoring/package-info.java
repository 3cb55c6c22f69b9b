@NullMarked
package dev.millrace.monitoring;

import org.jspecify.annotations.NullMarked;
