@NullMarked
package dev.millrace.training;

import org.jspecify.annotations.NullMarked;
