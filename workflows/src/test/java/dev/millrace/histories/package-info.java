@NullMarked
package dev.millrace.histories;

import org.jspecify.annotations.NullMarked;
