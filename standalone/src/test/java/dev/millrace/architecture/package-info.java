@NullMarked
package dev.millrace.architecture;

import org.jspecify.annotations.NullMarked;
