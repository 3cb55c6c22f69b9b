/** What a study taught: which parameters matter, and its trials in the shapes that charts take. */
@NullMarked
package dev.millrace.tuning.learning;

import org.jspecify.annotations.NullMarked;
