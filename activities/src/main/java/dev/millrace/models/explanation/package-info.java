@NullMarked
package dev.millrace.models.explanation;

import org.jspecify.annotations.NullMarked;
