@NullMarked
package dev.millrace.schedules;

import org.jspecify.annotations.NullMarked;
