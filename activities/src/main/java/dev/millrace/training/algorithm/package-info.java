/** The algorithms that Millrace trains with, each behind {@link dev.millrace.training.algorithm.Algorithm}. */
@NullMarked
package dev.millrace.training.algorithm;

import org.jspecify.annotations.NullMarked;
