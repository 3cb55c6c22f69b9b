@NullMarked
package dev.millrace.prediction;

import org.jspecify.annotations.NullMarked;
