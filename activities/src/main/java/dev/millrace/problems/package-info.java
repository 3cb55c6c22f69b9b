@NullMarked
package dev.millrace.problems;

import org.jspecify.annotations.NullMarked;
