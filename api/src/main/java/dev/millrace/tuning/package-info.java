@NullMarked
package dev.millrace.tuning;

import org.jspecify.annotations.NullMarked;
