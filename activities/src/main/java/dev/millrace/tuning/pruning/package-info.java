@NullMarked
package dev.millrace.tuning.pruning;

import org.jspecify.annotations.NullMarked;
