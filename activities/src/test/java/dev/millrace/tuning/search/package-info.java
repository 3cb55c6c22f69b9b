@NullMarked
package dev.millrace.tuning.search;

import org.jspecify.annotations.NullMarked;
