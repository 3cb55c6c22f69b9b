@NullMarked
package dev.millrace.automl;

import org.jspecify.annotations.NullMarked;
